import type { scriptZh } from './words.script.zh'

export const scriptEn: Record<keyof typeof scriptZh, string> = {
  scriptIntro:
    'What a caller sees on the form of the call-back and reads aloud, the order of the three questions, and reasons that can be taken as they are. Every save is a version of its own, and each call-back keeps which one was read.',
  scriptNow: 'In use: version {{version}}, {{by}}since ',
  scriptShipped: 'as shipped, ',
  scriptBy: '{{name}}, ',
  scriptPlaces: '{number}, {class} and {unit} stand for number, class and unit of the case.',
  scriptOpening: 'Opening',
  scriptQuestions: 'The three questions',
  scriptReasons: 'Reasons to choose from',
  scriptClosing: 'Closing',
  scriptReason: 'Reason {{n}}',
  scriptAddReason: 'Add a reason',
  scriptNoReasons: 'No reasons to choose from: the caller writes.',
  scriptRemove: 'Remove reason {{n}}',
  scriptUp: 'Ask “{{what}}” earlier',
  'scriptAsks.contacted': 'contacted',
  'scriptAsks.solved': 'solved',
  'scriptAsks.satisfied': 'satisfied',
  scriptZhWords: '{{what}} (Chinese)',
  scriptEnWords: '{{what}} (English)',
  scriptMissing: 'Chinese and English are both needed',
  scriptPreview: 'As the caller sees it',
  scriptPreviewClass: 'Street lights',
  scriptPreviewUnit: 'Luwan Street Office',
  scriptVersions: 'Earlier versions',
  scriptVersion: 'Version {{version}}, {{by}}since ',
  scriptUse: 'Choose a reason to fill it in, or write it yourself.',
  callBackMinutes: 'Between two calls that count as two tries',
  callBackMinutesNote:
    'Calls nearer to each other are recorded and count as one; only after three tries that reach nobody may a case be closed as not reached.',
}
