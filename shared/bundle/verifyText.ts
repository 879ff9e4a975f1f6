import { ascii } from "./bytes.ts";
import { POLICY_BUNDLE } from "./statement.ts";

/**
 * VERIFY.txt, the same in every bundle: people run what it says, so a bundle that brings another text is refused.
 * test/contract/signing runs its commands as they stand here.
 */
export const VERIFY_TEXT = `Sallyport policy bundle: how to check it without Sallyport
==========================================================

You need the public key of each signer, and must have it from the signer by
another way than this file came. What follows checks one signer: the key is
signer.pub (PEM), beside the unpacked parts of the bundle:

    tar xf NAME.polbundle

1. With openssl

ID=$(openssl pkey -pubin -in signer.pub -outform DER | sha256sum | cut -c1-64)
sed -n 's/.*"sig":"\\([^"]*\\)".*/\\1/p' "signatures/$ID.sigstore.json" | base64 -d > sig.der
{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < statement.json)"; cat statement.json; } > pae.bin
openssl dgst -sha256 -verify signer.pub -signature sig.der pae.bin
grep -c "\\"subject\\":\\[{\\"digest\\":{\\"sha256\\":\\"$(sha256sum payload.tar | cut -c1-64)\\"},\\"name\\":\\"payload.tar\\"}\\]" statement.json

It must print "Verified OK", then "1": the signer signed statement.json, and
statement.json is about this payload.tar.

2. With cosign 3.0.4 or later, without a network

ID=$(openssl pkey -pubin -in signer.pub -outform DER | sha256sum | cut -c1-64)
cosign verify-blob-attestation --key signer.pub --bundle "signatures/$ID.sigstore.json" --insecure-ignore-tlog=true --type ${POLICY_BUNDLE} payload.tar

It must print "Verified OK".

3. What neither of them checks: read it in statement.json

expires     the bundle is not to be used after this time
issuedAt    not later than now
version     not lower than that of the bundle you had before
audience    the places it is meant for; none means any
How many persons must sign, and which, is for you to know; each is checked by
itself as above. Sallyport checks all of this: sallyport verify NAME.polbundle
--key signer.pub
`;

export const VERIFY_BYTES = ascii(VERIFY_TEXT);
