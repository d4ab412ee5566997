/* Builds the API's documentation from the OpenAPI file, with nothing from another host. */
"use strict";

const place = document.getElementById("documentation");
window.SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
});
