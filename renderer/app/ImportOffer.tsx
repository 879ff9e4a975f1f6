import { Suspense, lazy, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { pathsOf } from "../api/files.ts";
import { noticed } from "./notices.ts";
import { importBundlePath } from "./paths.ts";
import { useAppDispatch } from "./store.ts";

const ImportDialog = lazy(async () => ({ default: (await import("../features/clusters/index.ts")).ImportDialog }));

/** Files dropped anywhere on the window are offered for import: a bundle to be checked, others as cluster data. */
export function ImportOffer() {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [over, setOver] = useState(false);
  const [paths, setPaths] = useState<string[]>([]);

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const dragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // `relatedTarget` is null only when the pointer leaves the window itself.
    const dragLeave = (event: DragEvent) => { if (event.relatedTarget === null) setOver(false); };
    const drop = async (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const dropped = await pathsOf([...(event.dataTransfer?.files ?? [])]);
      for (const error of dropped.errors) dispatch(noticed({ variant: "danger", title: error.message, error }));
      const [first] = dropped.paths;
      if (dropped.paths.length === 1 && first?.endsWith(".polbundle")) void navigate(importBundlePath(first));
      else setPaths(dropped.paths);
    };
    const onDrop = (event: DragEvent) => void drop(event);
    window.addEventListener("dragover", dragOver);
    window.addEventListener("dragleave", dragLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", dragOver);
      window.removeEventListener("dragleave", dragLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [dispatch, navigate]);

  return (
    <>
      {over && <div className="sp-drop" aria-hidden>Drop manifests, a snapshot or a bundle to import it</div>}
      <Suspense>{paths.length > 0 && <ImportDialog paths={paths} onStarted={() => void navigate("/clusters")} onClose={() => setPaths([])} />}</Suspense>
    </>
  );
}
