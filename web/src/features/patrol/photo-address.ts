/** Where a photo of a case is served to staff who may see it. */
export const photoAddress = (caseId: string, attachment: string, size: 'thumb' | 'display') =>
  `/api/cases/${caseId}/attachments/${attachment}?size=${size}`
