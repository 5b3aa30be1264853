import { defineWords } from '@/shared/i18n/i18n'

export const { say, useWords } = defineWords(
  'patrol-settings',
  {
    intro: '改了马上生效。缩短轨迹保留天数后，超期的轨迹会在下一次清理时删掉，找不回来。',
    lateAfterMinutes: '几分钟之后算迟到',
    lateAfterMinutesNote: '提前同样多的分钟下岗算早退。',
    trackDays: '轨迹保留几天',
    trackDaysNote: '到期删除。哪天巡到了哪里不记名，一直保留。',
    twinMetres: '上报前查多少米以内的同类诉求',
    twinMetresNote: '0 表示不查。',
    findingDays: '现场发现后几天内还能上报',
    findingDaysNote: '手机没有网络时先存着，过了这些天要再去看一次。',
    sessionHours: '巡查应用登录一次用几小时',
    sessionHoursNote: '没有网络时不能重新登录，所以要够一个班次。从下一次登录起算。',
    consentVersion: '轨迹同意书的版本',
    consentVersionNote: '改了以后，每位巡查员要重新同意，才会再记录轨迹。',
    missing: '请填写',
    save: '保存',
    saved: '已保存',
  },
  {
    intro:
      'What you change is in force at once. With fewer days, older tracks are deleted at the next sweep and cannot be brought back.',
    lateAfterMinutes: 'Late after how many minutes',
    lateAfterMinutesNote: 'Who leaves as many minutes early has left early.',
    trackDays: 'Days that a track is kept',
    trackDaysNote: 'Then it is deleted. Which place was seen on which day is kept without a name.',
    twinMetres: 'Metres within which like cases are shown before a report is sent',
    twinMetresNote: '0: none are looked up.',
    findingDays: 'Days after which a finding may still be sent',
    findingDaysNote: 'A phone without network keeps it; later than this somebody must look again.',
    sessionHours: 'Hours that a sign-in of the field app lasts',
    sessionHoursNote:
      'Without network nobody can sign in again: it must last a shift. From the next sign-in on.',
    consentVersion: 'Version of the consent to tracks',
    consentVersionNote: 'With another one every inspector must agree again before tracks are recorded.',
    missing: 'Please fill in',
    save: 'Save',
    saved: 'Saved',
  },
)
