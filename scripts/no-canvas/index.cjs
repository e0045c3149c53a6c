// pdfjs-dist asks for a canvas with compiled code as soon as it is loaded under Node. Reading text
// needs none, so package.json puts this empty module in its place.
module.exports = {};
