import type { components } from '@/shared/api/schema'

/** Whether this browser can hold passkeys and speak of them as the server does (JSON). Without a secure origin, and at an address without a name, there are none. */
export const canUsePasskeys = (): boolean =>
  !isAddress(location.hostname) &&
  typeof PublicKeyCredential !== 'undefined' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential

/** 127.0.0.1 or [::1]: a passkey belongs to a name. */
export const isAddress = (host: string): boolean => /^(\[|[\d.]+$)/.test(host)

const asJson = (credential: Credential | null) => {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('no credential', 'NotAllowedError')
  return credential.toJSON() as unknown as components['schemas']['JsonObject']
}

/** Asks the device to make a passkey. Throws a `DOMException` when its holder said no. */
export const createPasskey = async (options: unknown) =>
  asJson(
    await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        options as PublicKeyCredentialCreationOptionsJSON,
      ),
    }),
  )

/** Asks the device for one of its passkeys. Throws a `DOMException` when its holder said no. */
export const askForPasskey = async (options: unknown) =>
  asJson(
    await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
        options as PublicKeyCredentialRequestOptionsJSON,
      ),
    }),
  )
