import { Route, Routes } from 'react-router'
import { MakePage } from './make-page'
import { PlanList } from './plan-list'
import { PlanRoute } from './plan-view'
import { StatisticsPage } from './statistics-page'
import './plans.css'

/** `/patrol`, the form, and one plan. */
export function PlanPages() {
  return (
    <Routes>
      <Route index element={<PlanList />} />
      <Route path="new" element={<MakePage />} />
      <Route path="statistics" element={<StatisticsPage />} />
      <Route path=":id" element={<PlanRoute />} />
    </Routes>
  )
}
