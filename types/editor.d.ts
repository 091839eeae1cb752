/* What the editor asks and is told, as docs/protocol.md describes it under Steps. */

/** `field` names what a step is about: a newer one takes the place of one that waits. */
interface Step {
  step: string;
  fields: Record<string, any>;
  hash: string;
  field?: string;
}

interface DrawnSlide {
  id: string;
  number: number;
  hash: string;
  stage: string;
  phone: string;
  thumb: string;
  panel: string;
  note: string;
}

interface EditorReply {
  edition: number;
  slide: DrawnSlide | null;
  slides: [string, string][];
  problems: { slide: string; line: number; message: string }[];
  can_undo: boolean;
  can_redo: boolean;
}

interface StepRefusal {
  code: string;
  message: string;
  theirs?: string;
}
