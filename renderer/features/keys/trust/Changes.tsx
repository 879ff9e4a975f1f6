/** What a list changes against the trusted one, in words. */
export function Changes({ changes }: { changes: readonly string[] }) {
  if (changes.length === 0) return <p className="sp-quiet">It changes nothing against the list that is trusted here.</p>;
  return (
    <div>
      <p className="trust-heading">What it changes</p>
      <ul className="sp-list sp-wrap" aria-label="Changes">{changes.map((change) => <li key={change}>{change.charAt(0).toUpperCase() + change.slice(1)}</li>)}</ul>
    </div>
  );
}
