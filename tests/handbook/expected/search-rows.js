// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
// Texts that many rows share stand once; a row names them by their number.
// Each column is one string, a line a row: read several times sooner than ten thousand objects.
self.searchTexts = ["Warm up", "Neck", "Standing", "Loosen", "Arms", "Waist", "Lying down", "your neck, waist. All 3, with more nods.", "your arms. A short one."];
self.searchRows = {
"at": "exercises/nod/\nexercises/wave/\nexercises/bow/\nroutines/morning/\nroutines/evening/\npurposes/\nprint/\nsafety/\nhistory/\nfloor/\nplan/\noffline/\nclinicians/\nabout/\nsources/",
"name": "Nod\nWave\nBow\nThe morning greeting\nThe evening greeting\nExercises by purpose\nPrint\nSafety\nA short history\nGetting down to the floor and up again\nMake a plan\nKeep this site on your phone\nFor clinicians\nAbout this site\nSources and changes",
"plain": "Say yes without words\n\n\nRoutine\nRoutine\nFind an exercise by what it does\nEvery sheet as a PDF\nWhen to stop and when to get help\n\nAnd what you can do on a bed or a chair instead\nPut exercises together and give them as a link, a code or a sheet. Or open a plan that you were given.\nThen the exercises, their pictures and your plan work where there is no signal.\nHow to link, print and copy QR codes\nFor whom it is, reviews, licence\nWhere each fact comes from, and how we read it",
"also": "Yes, Head bob\n\n\n\n\nindex, list, part of the body\npaper, handout, leaflet, large print\n\nhistory\n\nprogramme, home exercise, follow, timer, diary, offline\noffline, install, app, no internet, home screen\nphysiotherapist, letter, record, reviewed\nmistake, contact, author, evidence\nevidence, reference, study, proof",
"for": "0 1 2\n3 0 4 2\n3 5 1 6\n8\n7\n\n\n\n\n\n\n\n\n\n",
"review": "good\nnone\nnone\nnone\nnone\n\n\n\n\n\n\n\n\n\n",
"picture": "nod-end.svg\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
};
