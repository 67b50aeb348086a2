// The sheet of a personal link: the button that prints it. Without script, the browser's own menu does.

const button = document.getElementById("print");
button.addEventListener("click", () => window.print());
button.hidden = false;
