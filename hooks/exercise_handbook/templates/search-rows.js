// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
// Texts that many rows share stand once; a row names them by their number.
self.searchTexts = {{ texts | tojson }};
self.searchRows = [
{% for exercise in library.exercises.values() %}
{{ {"at": "exercises/" ~ exercise.slug ~ "/", "name": exercise.name, "plain": exercise.plain_name or "", "also": exercise.also_called | join(", "), "for": shared[exercise.slug], "review": wording.review_state([exercise], library.publication).value} | tojson }},
{% endfor %}
{% for routine in library.routines_by_length %}
{{ {"at": "routines/" ~ routine.slug ~ "/", "name": routine.name, "plain": "Routine", "also": "", "for": shared[routine.slug], "review": reviews[routine.slug].value} | tojson }},
{% endfor %}
{{ {"at": "purposes/", "name": "Exercises by purpose", "plain": "Find an exercise by what it does", "also": "index, list, part of the body", "for": []} | tojson }},
{% for slug, page in library.pages.items() %}
{{ {"at": slug ~ "/", "name": page.title, "plain": "", "also": slug, "for": []} | tojson }},
{% endfor %}
{% if library.safety.floor %}
{{ {"at": "floor/", "name": "Getting down to the floor and up again", "plain": "And what to do on a bed instead", "also": library.safety.floor.also_called | join(", "), "for": []} | tojson }},
{% endif %}
{{ {"at": "about/", "name": "About this site", "plain": "For whom it is, reviews, licence", "also": "mistake, contact, author, evidence", "for": []} | tojson }},
{% if library.sources %}
{{ {"at": "sources/", "name": "Sources", "plain": "Where each fact comes from, and how we read it", "also": "evidence, reference, study, proof", "for": []} | tojson }},
{% endif %}
{{ {"at": "print/", "name": "Print", "plain": "Every sheet as a PDF", "also": "paper, handout, leaflet, large print", "for": []} | tojson }},
{{ {"at": "clinicians/", "name": "For clinicians", "plain": "How to link, print and copy QR codes", "also": "physiotherapist, letter, record, reviewed", "for": []} | tojson }},
{{ {"at": "safety/", "name": "Safety", "plain": "When to stop and when to get help", "also": library.safety.also_called | join(", "), "for": []} | tojson }}
];
