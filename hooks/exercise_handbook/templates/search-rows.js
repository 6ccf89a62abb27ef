// What the search looks through. A script, not JSON, so that pages opened as files can load it too.
// Texts that many rows share stand once; a row names them by their number.
// Each column is one string, a line a row: read several times sooner than ten thousand objects.
self.searchTexts = {{ texts | tojson }};
self.searchRows = {
{% for name, lines in columns.items() %}
"{{ name }}": {{ lines | tojson }}{{ "," if not loop.last }}
{% endfor %}
};
