// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
self.searchRows = [
{"also": "Yes, Head bob", "at": "exercises/nod/", "for": "Warm up Neck", "name": "Nod", "plain": "Say yes without words"},
{"also": "", "at": "exercises/wave/", "for": "Loosen Arms, Warm up Arms", "name": "Wave", "plain": ""},
{"also": "", "at": "exercises/bow/", "for": "Loosen Waist, Loosen Neck", "name": "Bow", "plain": ""},
{"also": "", "at": "routines/morning/", "for": "A short one.", "name": "The morning greeting", "plain": "Routine"},
{"also": "", "at": "routines/evening/", "for": "All 3, with more nods.", "name": "The evening greeting", "plain": "Routine"},
{"also": "stretch, strengthen, index", "at": "purposes/", "for": "", "name": "Exercises by purpose", "plain": "Find an exercise by what it does"},
{"also": "kneel, chair, bed, mat", "at": "floor/", "for": "", "name": "Getting down to the floor and up again", "plain": "And what to do on a bed instead"},
{"also": "mistake, contact, author, evidence", "at": "about/", "for": "", "name": "About this site", "plain": "Sources, reviews, licence"},
{"also": "paper, handout, leaflet, large print", "at": "print/", "for": "", "name": "Print", "plain": "Every sheet as a PDF"},
{"also": "physiotherapist, letter, record, reviewed", "at": "clinicians/", "for": "", "name": "For clinicians", "plain": "How to link, print and copy QR codes"},
{"also": "emergency, warning signs, red flags, pain, numb, pregnant, surgery", "at": "safety/", "for": "", "name": "Safety", "plain": "When to stop and when to get help"}
];
