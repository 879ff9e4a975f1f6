import { Menu, type MenuItemConstructorOptions } from "electron";

/** The usual commands. Electron's own menu links to the network and opens developer tools. */
export function setMenu(): void {
  const view: MenuItemConstructorOptions = {
    label: "View",
    submenu: [
      { role: "reload" }, { type: "separator" }, { role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" },
      { type: "separator" }, { role: "togglefullscreen" },
    ],
  };
  const mac: MenuItemConstructorOptions[] = process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...mac, { role: "fileMenu" }, { role: "editMenu" }, view, { role: "windowMenu" }]));
}
