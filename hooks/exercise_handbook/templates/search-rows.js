// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
// Texts that many rows share stand once; a row names them by their number.
self.searchTexts = {{ texts | tojson }};
self.searchRows = [
{% for exercise in library.exercises.values() %}
{{ {"at": "exercises/" ~ exercise.slug ~ "/", "name": exercise.name, "plain": exercise.plain_name or "", "also": exercise.also_called | listed("names"), "for": shared[exercise.slug], "review": wording.review_state([exercise], library.publication).value} | tojson }},
{% endfor %}
{% for routine in library.routines_by_length %}
{{ {"at": "routines/" ~ routine.slug ~ "/", "name": routine.name, "plain": say.search_routine, "also": "", "for": shared[routine.slug], "review": reviews[routine.slug].value} | tojson }},
{% endfor %}
{{ {"at": "purposes/", "name": say.exercises_by_purpose, "plain": say.search_purposes, "also": say.search_purposes_words, "for": []} | tojson }},
{% for slug, page in library.pages.items() %}
{{ {"at": slug ~ "/", "name": page.title, "plain": "", "also": slug, "for": []} | tojson }},
{% endfor %}
{% if library.safety.floor %}
{{ {"at": "floor/", "name": say.floor, "plain": say.search_floor, "also": library.safety.floor.also_called | listed("names"), "for": []} | tojson }},
{% endif %}
{{ {"at": "about/", "name": say.about_this_site, "plain": say.search_about, "also": say.search_about_words, "for": []} | tojson }},
{% if library.sources %}
{{ {"at": "sources/", "name": say.sources, "plain": say.search_sources, "also": say.search_sources_words, "for": []} | tojson }},
{% endif %}
{{ {"at": "print/", "name": say.print, "plain": say.search_print, "also": say.search_print_words, "for": []} | tojson }},
{{ {"at": "clinicians/", "name": say.for_clinicians, "plain": say.search_clinicians, "also": say.search_clinicians_words, "for": []} | tojson }},
{{ {"at": "safety/", "name": say.safety, "plain": say.safety_in_short, "also": library.safety.also_called | listed("names"), "for": []} | tojson }}
];
