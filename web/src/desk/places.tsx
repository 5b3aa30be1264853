import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Operation } from '@/shared/api/types'

/** A place of the left rail: only those that the account may use, at most nine for anybody. */
export interface Place {
  path: string
  word:
    | 'cases'
    | 'board'
    | 'map'
    | 'queue'
    | 'register'
    | 'callBacks'
    | 'whistles'
    | 'patrol'
    | 'figures'
    | 'month'
    | 'components'
    | 'exchange'
    | 'settings'
    | 'accounts'
    | 'audit'
  needs: Operation
  /** The place that leads to it: the rail shows it only to who has not that one. */
  under?: Place['word']
  Page: LazyExoticComponent<ComponentType>
}

export const places: readonly Place[] = [
  {
    path: 'cases',
    word: 'cases',
    needs: 'viewCases',
    Page: lazy(() =>
      import('@/features/cases/list/work-list').then(({ WorkList }) => ({ default: WorkList })),
    ),
  },
  {
    path: 'board',
    word: 'board',
    needs: 'viewCases',
    Page: lazy(() =>
      import('@/features/cases/board/board-page').then(({ BoardPage }) => ({ default: BoardPage })),
    ),
  },
  {
    path: 'map',
    word: 'map',
    needs: 'viewCases',
    Page: lazy(() => import('@/features/city/map/map-page').then(({ MapPage }) => ({ default: MapPage }))),
  },
  {
    path: 'queue',
    word: 'queue',
    needs: 'dispatchCase',
    Page: lazy(() =>
      import('@/features/cases/queue/queue-page').then(({ QueuePage }) => ({ default: QueuePage })),
    ),
  },
  {
    path: 'register',
    word: 'register',
    needs: 'registerForCaller',
    Page: lazy(() =>
      import('@/features/cases/register/register-page').then(({ RegisterPage }) => ({
        default: RegisterPage,
      })),
    ),
  },
  {
    path: 'call-backs',
    word: 'callBacks',
    needs: 'callBackCase',
    Page: lazy(() =>
      import('@/features/cases/call-backs/call-back-page').then(({ CallBackPage }) => ({
        default: CallBackPage,
      })),
    ),
  },
  {
    path: 'whistles',
    word: 'whistles',
    needs: 'viewWhistles',
    Page: lazy(() =>
      import('@/features/coordination/whistle-pages').then(({ WhistlePages }) => ({
        default: WhistlePages,
      })),
    ),
  },
  {
    path: 'patrol',
    word: 'patrol',
    needs: 'viewPatrol',
    Page: lazy(() =>
      import('@/features/patrol/plans/plan-pages').then(({ PlanPages }) => ({ default: PlanPages })),
    ),
  },
  {
    path: 'figures',
    word: 'figures',
    needs: 'viewFigures',
    Page: lazy(() =>
      import('@/features/cases/figures/figures-pages').then(({ FiguresPages }) => ({
        default: FiguresPages,
      })),
    ),
  },
  {
    path: 'month',
    word: 'month',
    needs: 'viewAssessment',
    Page: lazy(() =>
      import('@/features/assessment/month-pages').then(({ MonthPages }) => ({ default: MonthPages })),
    ),
  },
  {
    path: 'components',
    word: 'components',
    under: 'map',
    needs: 'viewComponents',
    Page: lazy(() =>
      import('@/features/city/components/component-pages').then(({ ComponentPages }) => ({
        default: ComponentPages,
      })),
    ),
  },
  {
    path: 'exchange',
    word: 'exchange',
    needs: 'viewExchange',
    Page: lazy(() =>
      import('@/features/channels/exchange-pages').then(({ ExchangePages }) => ({ default: ExchangePages })),
    ),
  },
  {
    path: 'settings',
    word: 'settings',
    needs: 'editSettings',
    Page: lazy(() => import('./settings').then(({ Settings }) => ({ default: Settings }))),
  },
  {
    path: 'accounts',
    word: 'accounts',
    needs: 'manageAccounts',
    Page: lazy(() => import('./security').then(({ Security }) => ({ default: Security }))),
  },
  {
    path: 'audit',
    word: 'audit',
    needs: 'audit',
    Page: lazy(() => import('./audit').then(({ Audit }) => ({ default: Audit }))),
  },
]

/** What of them stands in the rail: nine at most, the rest under one of these. */
export const railOf = (mine: readonly Place[]) =>
  mine.filter(({ under }) => !mine.some(({ word }) => word === under))

/** The places of an account, in the order of the rail. */
export const placesOf = (operations: readonly Operation[]) =>
  places.filter(({ needs }) => operations.includes(needs))
