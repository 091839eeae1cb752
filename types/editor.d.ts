/* What the editor asks and is told, as docs/protocol.md describes it under Steps. */

/** `field` names what a step is about: a newer one takes the place of one that waits. `here` is
    the slide that is looked at; the queue gives the rest. */
interface Step {
  step: string;
  fields: Record<string, any>;
  hash: string;
  field?: string;
  here?: string;
  key?: string;
  typing?: string;
  at?: number;
  sent?: boolean;
}

/** Id, hash, id and title of the chapter. */
type OutlineSlide = [string, string, string, string];

interface DrawnSlide {
  id: string;
  number: number;
  hash: string;
  stage: string;
  phone: string;
  item: string;
  panel: string;
  results: ResultsFrame[];
  note: string;
}

interface EditorReply {
  edition: number;
  slide: DrawnSlide | null;
  front: string;
  title: string;
  slides: OutlineSlide[];
  problems: { slide: string; line: number; message: string }[];
  can_undo: boolean;
  can_redo: boolean;
}

interface OutlineNews {
  edition: number;
  people: [string, string][];
  front?: string;
  slides?: OutlineSlide[];
}

interface StepRefusal {
  code: string;
  message: string;
  theirs?: string;
}
