import { type ThemeConfig, theme } from 'antd'
import { token } from '@/shared/theme'

const drop = <T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }

/** Our tokens in the words of antd. Read anew for each theme; tests have no style sheet and fall back to antd's own. */
export const deskTheme = (shown: 'light' | 'dark'): ThemeConfig => {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    algorithm: shown === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontSize: 14,
      borderRadius: 6,
      motion: !still,
      motionDurationSlow: '0.2s',
      motionDurationMid: '0.16s',
      motionDurationFast: '0.12s',
      wireframe: false,
      ...drop({
        fontFamily: token('--font'),
        colorPrimary: token('--brand'),
        colorInfo: token('--brand'),
        colorLink: token('--brand'),
        colorError: token('--time-late'),
        colorErrorBg: token('--late-soft'),
        colorErrorBorder: token('--time-late'),
        colorWarning: token('--time-half'),
        colorText: token('--ink'),
        colorTextSecondary: token('--ink-soft'),
        colorTextTertiary: token('--ink-soft'),
        colorTextQuaternary: token('--ink-soft'),
        colorTextPlaceholder: token('--ink-soft'),
        colorTextDescription: token('--ink-soft'),
        colorIcon: token('--ink-soft'),
        colorBorder: token('--edge'),
        colorBorderSecondary: token('--line'),
        colorBgContainer: token('--paper'),
        colorBgElevated: token('--paper'),
        colorBgLayout: token('--ground'),
        colorFillAlter: token('--ground'),
      }),
    },
    components: {
      Button: drop({ primaryColor: token('--on-brand'), primaryShadow: 'none', defaultShadow: 'none' }),
      Segmented: drop({
        trackBg: token('--raised'),
        itemColor: token('--ink-soft'),
        itemSelectedColor: token('--ink'),
      }),
      Radio: drop({ buttonSolidCheckedColor: token('--on-brand') }),
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Select: drop({ optionSelectedBg: token('--brand-soft'), optionSelectedColor: token('--ink') }),
    },
  }
}
