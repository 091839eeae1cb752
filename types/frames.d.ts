/* What the server sends, as docs/protocol.md describes it, and what pages keep of it. */

type QuestionState = "waiting" | "open" | "paused" | "closed";
type SessionState = "waiting" | "live" | "paused" | "ended";

/** A list of options or texts, or an object of them by key; null for no answer. */
type Answer = string[] | (Record<string, any> & { options?: string[] });

interface Card {
  id: string;
  text: string;
  count: number;
  starred: boolean;
  labels: CardLabel[];
}

/** A label of a card: `label` is all of it ("A. Ambitie"), `name` what follows the letter. */
interface CardLabel {
  key: string;
  label: string;
  letter: string;
  name: string;
  color: string;
}

interface PhoneQuestion {
  key: string;
  round: number;
  state: QuestionState;
  mine: Answer | null;
  seq: number;
  cards?: Card[];
}

/** The questions of the room beside the deck, with their form. */
interface AsideQuestion extends PhoneQuestion {
  html: string;
}

/** A result as the projector has it. */
interface PhoneResult {
  question: string;
  round: number;
  answered: number;
  finding: string;
  sentence: string;
  html: string;
}

interface ScreenQuestion {
  key: string;
  round: number;
  state: QuestionState;
  shown: boolean;
  answered?: number;
  slide?: string;
  split?: boolean | null;
}

/** What of a slide's results is in view: the key of one, "" for the first, and a page of it. */
interface Look {
  view: string;
  page: number;
}

interface StateFrame {
  type: "state";
  epoch: string;
  version: number;
  session: {
    state: SessionState;
    language: string;
    edition: number;
    timer: number | null;
    joined?: number;
    present?: number;
    overlay?: string;
    skipped?: string[];
    looks?: Record<string, Look>;
    tables?: boolean;
    frozen?: number | null;
    cohost?: "" | "slides" | "steers";
    seconds?: number;
  };
}

interface PhoneState extends StateFrame {
  slide: { id: string; title: string; words: string; html: string };
  questions: PhoneQuestion[];
  aside: AsideQuestion | null;
  results: PhoneResult[];
  grace: { question: string; round: number; seconds?: number }[];
}

/** What a screen and a desk get; the seconds are the desk's alone. */
interface WatchState extends StateFrame {
  slide: { id: string; seconds?: number };
  questions: ScreenQuestion[];
  warnings?: string[];
}

interface Figure {
  data: any[];
  layout: any;
}

interface TableData {
  columns: string[];
  rows: (string | number | null)[][];
}

interface TextCounts {
  pending: number;
  shown: number;
  hidden: number;
}

interface ResultsFrame {
  type: "results";
  question: string;
  epoch: string;
  version: number;
  state: QuestionState;
  round: number;
  shown: boolean;
  answered: number;
  of: number;
  joined: number;
  figure: Figure | null;
  cards: Card[] | null;
  table: TableData | null;
  sentence: string;
  finding: string | null;
  remark: string;
  /** On a desk: by language, of trainers who read another one than the room's. */
  words?: Record<string, { sentence: string; remark: string }>;
  texts: TextCounts | null;
  waits?: { question: string; card: string; text: string; why: string[] };
  signs: string[];
  /** On a desk: whether a pair stands against each other; only of a pair that can. */
  split?: boolean;
  spotlight: Card | null;
}

interface PulseFrame {
  type: "pulse";
  version: number;
  joined?: number;
  present?: number;
  timer?: number | null;
  warnings?: string[];
}

interface AckFrame {
  type: "ack";
  id: string;
  outcome: "stored" | "changed" | "duplicate";
}

interface ErrorFrame {
  type: "error";
  id: string; // null is for a frame that could not be read; ours can
  code: string;
  message: string;
  retry_after?: number;
  field?: string; // of the answer, as its form names it: the part that is wrong
}

type Frame = { retry?: { within: number }; within?: number }
  & (PhoneState | WatchState | ResultsFrame | PulseFrame | AckFrame | ErrorFrame);

/** An answer that the server has not acknowledged. */
interface Unsent {
  id: string;
  question: string;
  round: number;
  seq: number;
  value: Answer;
  note?: { prompt: string; texts: string[] };
}

type LineStatus = "connecting" | "open" | "polling" | "lost" | "stopped";

interface Listener {
  onState?: (frame: any, news: { fresh: boolean }) => void;
  onResults?: (frame: ResultsFrame) => void;
  onPulse?: (frame: PulseFrame) => void;
  onAck?: (frame: AckFrame) => void;
  onError?: (frame: ErrorFrame) => void;
  onStatus?: (status: LineStatus, code?: number) => void;
}
