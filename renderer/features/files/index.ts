export { FileChooser } from "./FileChooser.tsx";
export { FileSaver } from "./FileSaver.tsx";
