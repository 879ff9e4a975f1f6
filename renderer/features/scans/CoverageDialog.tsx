import { Button, Modal, ModalBody, ModalFooter, ModalHeader, Title } from "@patternfly/react-core";
import type { Coverage } from "../../../shared/audit/coverage.ts";
import { count } from "../../ui/format.ts";
import { coverageGaps, examinedAs, passedOver } from "./coverageText.ts";

/** What was examined, what was not and why: all of it. */
export function CoverageDialog({ coverage, onClose }: { coverage: Coverage; onClose: () => void }) {
  const gaps = coverageGaps(coverage);
  const passed = passedOver(coverage);
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="coverage-title">
      <ModalHeader title="Coverage" labelId="coverage-title" description={`${count(coverage.examined, "object")} with pods examined.`} />
      <ModalBody tabIndex={0} aria-label="Coverage">
        {gaps.length === 0 && <p>Nothing with pods was left out.</p>}
        {gaps.map((group) => <Items key={group.title} {...group} />)}
        {examinedAs(coverage).map((sentence) => <p key={sentence} className="sp-gap">{sentence}</p>)}
        {passed.length > 0 && <Items title="Passed over" meaning="There is nothing to judge in these." items={passed} />}
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}

function Items({ title, meaning, items }: { title: string; meaning: string; items: string[] }) {
  return (
    <section className="sp-gap">
      <Title headingLevel="h2" size="md">{title} ({items.length})</Title>
      <p className="sp-quiet">{meaning}</p>
      <ul className="sp-list">
        {items.map((item) => <li key={item} className="sp-wrap">{item}</li>)}
      </ul>
    </section>
  );
}
