import type { erasureZh } from './words.erasure.zh'

export const erasureEn: Record<keyof typeof erasureZh, string> = {
  didErase: 'Erased. Please hand the certificate to whoever asked for it.',
  eraseAnother: 'Erase another',
  certificate: 'Certificate of erasure',
  certificateOf: 'Erased at',
  certificatePhotos: '; photos deleted: {{photos}}.',
  certificateBy: 'Issued by {{unit}}',
  certificateEntry: 'Entry',
  certificateHash: 'Hash of the entry',
  certificateMac: 'Check code',
  certificateNote:
    'It names nobody. With the file an auditor can check that it was made here and that the erasure still holds.',
  certificateFile: 'Download the file',
  certificatePrint: 'Print',
  checkNote:
    'Choose the file of a certificate, or paste its content, to check that it was made here and that the erasure still holds.',
  checkText: 'Content of the certificate',
  checkFile: 'Choose a file',
  check: 'Check',
  checkHolds: 'The certificate is genuine and the erasure holds.',
  checkBroken: 'It was made here, but its cases are not what the records say now. Please find out why.',
  checkForged: 'It was not made here, or its content was changed.',
  checkNoCertificate: 'This is no certificate of an erasure; please choose the file that was downloaded.',

  eraseRequester: 'Erase personal data',
  eraseNote:
    'Name, telephone, words and photos can then no longer be seen, nor brought back. The record of the handling stays.',
  eraseNumber: 'Number of a case',
  eraseNumberMissing: 'Please give the number',
  eraseEverywhere: 'Also in every other case of the same telephone, reported for others too',
  eraseReason: 'Ground or reason',
  eraseConfirm: 'Erase for good',
  eraseReasonMissing: 'Please state the ground or reason, four characters or more',
}
