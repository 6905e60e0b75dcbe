import type { Event, OnEvent } from '../events.ts';

type ActionStatus = Extract<Event, { type: 'action' }>['status'];

/** Tells how the actions of a run fare; `seq` rises by one with every event. */
export interface ActionEvents {
  emit(status: ActionStatus): void;
}

/** All actions of a run change their status together, because publishing is all or nothing. */
export function actionEvents(
  run: string,
  actions: readonly { readonly step_id: number; readonly name: string }[],
  onEvent: OnEvent,
): ActionEvents {
  let seq = 0;
  return {
    emit(status) {
      for (const { step_id, name } of actions) {
        seq += 1;
        onEvent({ type: 'action', run, step_id, attempt: 1, seq, name, status });
      }
    },
  };
}
