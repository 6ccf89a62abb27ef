const dialog = document.querySelector("dialog");
dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
export const open = () => dialog.showModal();
