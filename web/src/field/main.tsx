import '@/shared/csp-nonce'
import { start } from '@/shared/ui/start'
import '@/shared/touch/touch.css'
import { FieldApp } from './app'
import { Asking } from './asking'
import { registerWorker } from './update'

const registering = import.meta.env.PROD ? registerWorker() : undefined

start(<FieldApp registering={registering} />, Asking)
