import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'recordings',
  {
    recordings: '录音',
    hint: '最多 {{most}} 段，每段最长 {{minutes}} 分钟',
    start: '开始录音',
    stop: '停止录音',
    recording: '正在录音 {{seconds}} / {{most}} 秒',
    one: '录音 {{nth}}，{{seconds}} 秒',
    nth: '录音 {{nth}}',
    remove: '删除录音 {{nth}}',
    removeShort: '删除',
    denied: '没有话筒许可，请在浏览器里允许，或者打字。',
    failed: '没有录到声音，请再试一次，或者打字。',
  },
  {
    recordings: 'Recordings',
    hint: 'At most {{most}}, {{minutes}} minutes each',
    start: 'Record',
    stop: 'Stop recording',
    recording: 'Recording, {{seconds}} of {{most}} s',
    one: 'Recording {{nth}}, {{seconds}} s',
    nth: 'Recording {{nth}}',
    remove: 'Delete recording {{nth}}',
    removeShort: 'Delete',
    denied: 'The microphone is not allowed. Allow it in the browser, or type.',
    failed: 'Nothing was recorded. Try again, or type.',
  },
)
