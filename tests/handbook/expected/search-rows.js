// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
self.searchRows = [
{"also": "Yes, Head bob", "at": "exercises/nod/", "for": "Warm up Neck", "name": "Nod", "plain": "Say yes without words", "review": "good"},
{"also": "", "at": "exercises/wave/", "for": "Loosen Arms, Warm up Arms", "name": "Wave", "plain": "", "review": "none"},
{"also": "", "at": "exercises/bow/", "for": "Loosen Waist, Loosen Neck", "name": "Bow", "plain": "", "review": "none"},
{"also": "", "at": "routines/morning/", "for": "your arms. A short one.", "name": "The morning greeting", "plain": "Routine", "review": "none"},
{"also": "", "at": "routines/evening/", "for": "your neck, waist. All 3, with more nods.", "name": "The evening greeting", "plain": "Routine", "review": "none"},
{"also": "stretch, strengthen, index", "at": "purposes/", "for": "", "name": "Exercises by purpose", "plain": "Find an exercise by what it does"},
{"also": "kneel, chair, bed, mat", "at": "floor/", "for": "", "name": "Getting down to the floor and up again", "plain": "And what to do on a bed instead"},
{"also": "mistake, contact, author, evidence", "at": "about/", "for": "", "name": "About this site", "plain": "For whom it is, reviews, licence"},
{"also": "evidence, reference, study, proof", "at": "sources/", "for": "", "name": "Sources", "plain": "Where each fact comes from, and how we read it"},
{"also": "paper, handout, leaflet, large print", "at": "print/", "for": "", "name": "Print", "plain": "Every sheet as a PDF"},
{"also": "physiotherapist, letter, record, reviewed", "at": "clinicians/", "for": "", "name": "For clinicians", "plain": "How to link, print and copy QR codes"},
{"also": "emergency, warning signs, red flags, pain, numb, pregnant, surgery", "at": "safety/", "for": "", "name": "Safety", "plain": "When to stop and when to get help"}
];
