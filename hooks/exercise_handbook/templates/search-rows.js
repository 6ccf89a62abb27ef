// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
// Texts that many rows share stand once; a row names them by their number.
self.searchTexts = {{ texts | tojson }};
self.searchRows = [
{% for row in rows %}
{{ row | tojson }}{{ "," if not loop.last }}
{% endfor %}
];
