import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'patrol-voice',
  {
    start: '说话转文字',
    stop: '说完了',
    hearing: '正在听，只在手机里识别',
    failed: '没有听清，请再说一次，或者打字。',
    denied: '没有话筒许可，请在浏览器里允许，或者打字。',
    keyboard:
      '这台手机的浏览器不能只在手机里识别语音。可以用输入法键盘上的话筒说话；我们不会把声音发到别处。',
  },
  {
    start: 'Speak instead of typing',
    stop: 'Done',
    hearing: 'Listening; recognised on this phone only',
    failed: 'Nothing was understood. Say it again, or type it.',
    denied: 'The microphone is not allowed. Allow it in the browser, or type.',
    keyboard:
      'The browser of this phone cannot recognise speech on the phone alone. You can use the microphone of your keyboard; we send your voice nowhere.',
  },
)
