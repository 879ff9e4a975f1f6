import { useEffect, useState } from "react";
import type { SubmitEvent } from "react";
import { Button, Checkbox, InputGroup, InputGroupItem, SearchInput, TextInput } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import ArrowUpIcon from "@patternfly/react-icons/dist/esm/icons/arrow-up-icon";
import FileIcon from "@patternfly/react-icons/dist/esm/icons/file-icon";
import FolderIcon from "@patternfly/react-icons/dist/esm/icons/folder-icon";
import type { FileEntry, FolderListing } from "../../../shared/ipc/types.ts";
import { useBrowseQuery } from "../../api/api.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Time } from "../../ui/Time.tsx";
import { Waiting } from "../../ui/Waiting.tsx";
import { bytes, count } from "../../ui/format.ts";

/** Rows drawn at most; a bigger folder says so and is narrowed by name. */
const SHOWN = 500;

export interface Browsing {
  /** The text of the path field, which may be ahead of the folder shown. */
  typed: string;
  listing: FolderListing | undefined;
}

interface Props {
  selected: string[];
  /** Adds or removes a path from the selection. Without it nothing can be selected: a folder is gone to, that is all. */
  onToggle?: (path: string, on: boolean) => void;
  onBrowse: (browsing: Browsing) => void;
}

/** The machine's folders inside the window: the same in Electron and in a browser. */
export function FolderBrowser({ selected, onToggle, onBrowse }: Props) {
  const [path, setPath] = useState<string>();
  // What is typed until a folder was gone to; then the folder's own path stands in the field.
  const [edited, setEdited] = useState<string>();
  const [shownFolder, setShownFolder] = useState<string>();
  const [narrow, setNarrow] = useState("");
  const { data: listing, error, isFetching } = useBrowseQuery(path === undefined ? {} : { path }, { refetchOnMountOrArgChange: true });

  if (listing && !isFetching && !error && listing.path !== shownFolder) {
    setShownFolder(listing.path);
    // Who typed on while the folder was read keeps what is typed.
    setEdited((text) => (text?.trim() === path ? undefined : text));
  }
  const typed = edited ?? listing?.path ?? "";
  useEffect(() => onBrowse({ typed, listing }), [typed, listing, onBrowse]);

  const go = (to: string) => {
    setNarrow("");
    setPath(to);
  };
  const open = (folder: string) => {
    setEdited(undefined);
    go(folder);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim()) go(typed.trim());
  };
  const matching = (listing?.entries ?? []).filter((entry) => entry.name.toLowerCase().includes(narrow.toLowerCase()));

  return (
    <div className="sp-browser">
      <form onSubmit={submit} className="sp-browser__path">
        <InputGroup>
          <InputGroupItem>
            <Button
              variant="control"
              aria-label="Go to the folder above"
              icon={<ArrowUpIcon />}
              isDisabled={!listing?.parent}
              onClick={() => listing?.parent && open(listing.parent)}
            />
          </InputGroupItem>
          <InputGroupItem isFill>
            {/* Whoever is about to type finds nothing put under the cursor meanwhile. */}
            <TextInput
              aria-label="Path"
              value={typed}
              onFocus={() => setEdited(typed)}
              onChange={(_, value) => setEdited(value)}
              onBlur={() => setEdited((text) => text || undefined)}
              spellCheck={false}
            />
          </InputGroupItem>
          <InputGroupItem>
            <Button variant="control" type="submit">Go</Button>
          </InputGroupItem>
        </InputGroup>
        <SearchInput aria-label="Narrow by name" placeholder="Narrow by name" value={narrow} onChange={(_, value) => setNarrow(value)} onClear={() => setNarrow("")} />
      </form>
      <ErrorNotice error={error} />
      {/* As high before the content is there as after: no button may slip away under a finger that is on it. */}
      <div className="sp-browser__content">
        {!listing && !error && <Waiting for="the folder's content" />}
        {listing && (
          <div className="sp-browser__list" tabIndex={0} role="region" aria-label={`Content of ${listing.path}`}>
            <Entries
              entries={matching.slice(0, SHOWN)}
              selected={selected}
              onOpen={open}
              {...(onToggle ? { onToggle } : {})}
            />
            {matching.length === 0 && <p className="sp-quiet sp-gap">{narrow ? "No name here contains that text." : "This folder is empty."}</p>}
            {matching.length > SHOWN && (
              <p className="sp-quiet sp-gap">{count(matching.length - SHOWN, "more entry", "more entries")} not shown: narrow by name.</p>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

interface EntriesProps {
  entries: FileEntry[];
  selected: string[];
  onOpen: (path: string) => void;
  onToggle?: (path: string, on: boolean) => void;
}

function Entries({ entries, selected, onOpen, onToggle }: EntriesProps) {
  return (
    <Table variant="compact" aria-label="Files and folders" borders={false}>
      <Thead>
        <Tr>
          {onToggle && <Th screenReaderText="Select" className="sp-tick" />}
          <Th>Name</Th>
          <Th width={15}>Size</Th>
          <Th width={30}>Changed</Th>
        </Tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => {
          const on = selected.includes(entry.path);
          const folder = entry.kind === "folder";
          return (
            <Tr key={entry.path} isRowSelected={on}>
              {onToggle && (
                <Td>
                  <Checkbox id={`select:${entry.path}`} aria-label={`Select ${entry.name}`} isChecked={on} onChange={(_, checked) => onToggle(entry.path, checked)} />
                </Td>
              )}
              <Td dataLabel="Name" modifier="breakWord">
                {folder || onToggle ? (
                  <Button variant="link" isInline icon={folder ? <FolderIcon /> : <FileIcon />} onClick={() => (folder ? onOpen(entry.path) : onToggle?.(entry.path, !on))}>
                    {entry.name}
                  </Button>
                ) : (
                  <><FileIcon /> {entry.name}</>
                )}
              </Td>
              <Td dataLabel="Size">{folder ? "" : bytes(entry.size)}</Td>
              <Td dataLabel="Changed"><Time at={entry.modified} /></Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
