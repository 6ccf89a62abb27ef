// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
// Texts that many rows share stand once; a row names them by their number.
self.searchTexts = ["Warm up", "Neck", "Standing", "Loosen", "Arms", "Waist", "Lying down", "your neck, waist. All 3, with more nods.", "your arms. A short one."];
self.searchRows = [
{"also": "Yes, Head bob", "at": "exercises/nod/", "for": [0, 1, 2], "name": "Nod", "picture": "nod-end.svg", "plain": "Say yes without words", "review": "good"},
{"also": "", "at": "exercises/wave/", "for": [3, 0, 4, 2], "name": "Wave", "plain": "", "review": "none"},
{"also": "", "at": "exercises/bow/", "for": [3, 5, 1, 6], "name": "Bow", "plain": "", "review": "none"},
{"also": "", "at": "routines/morning/", "for": [8], "name": "The morning greeting", "plain": "Routine", "review": "none"},
{"also": "", "at": "routines/evening/", "for": [7], "name": "The evening greeting", "plain": "Routine", "review": "none"},
{"also": "index, list, part of the body", "at": "purposes/", "for": [], "name": "Exercises by purpose", "plain": "Find an exercise by what it does"},
{"also": "paper, handout, leaflet, large print", "at": "print/", "for": [], "name": "Print", "plain": "Every sheet as a PDF"},
{"also": "", "at": "safety/", "for": [], "name": "Safety", "plain": "When to stop and when to get help"},
{"also": "history", "at": "history/", "for": [], "name": "A short history", "plain": ""},
{"also": "", "at": "floor/", "for": [], "name": "Getting down to the floor and up again", "plain": "And what you can do on a bed or a chair instead"},
{"also": "programme, home exercise, follow, timer, diary, offline", "at": "plan/", "for": [], "name": "Make a plan", "plain": "Put exercises together and give them as a link, a code or a sheet. Or open a plan that you were given."},
{"also": "offline, install, app, no internet, home screen", "at": "offline/", "for": [], "name": "Keep this site on your phone", "plain": "Then the exercises, their pictures and your plan work where there is no signal."},
{"also": "physiotherapist, letter, record, reviewed", "at": "clinicians/", "for": [], "name": "For clinicians", "plain": "How to link, print and copy QR codes"},
{"also": "mistake, contact, author, evidence", "at": "about/", "for": [], "name": "About this site", "plain": "For whom it is, reviews, licence"},
{"also": "evidence, reference, study, proof", "at": "sources/", "for": [], "name": "Sources and changes", "plain": "Where each fact comes from, and how we read it"}
];
