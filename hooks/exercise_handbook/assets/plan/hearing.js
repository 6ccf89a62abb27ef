// What is heard while a plan is followed, if asked for: the system's own voice, and a soft sound at each change.

(() => {
  "use strict";

  const { find, options, language } = self.plans;
  const PITCH = /** @type {Record<string, [number, number]>} in Hertz, and how many times */ ({
    move: [660, 1],
    hold: [784, 1],
    back: [523, 1],
    change_sides: [587, 2],
    end: [440, 2],
  });

  /** @type {AudioContext | null} */
  let sound = null;
  /** @type {SpeechSynthesisUtterance | null} */
  let spoken = null; // held, as a browser may throw away one that is still being spoken

  function prepare() {
    showVoice();
    globalThis.speechSynthesis?.addEventListener?.("voiceschanged", showVoice);
  }

  function showVoice() {
    find("[data-voice-box]").hidden = !voice();
  }

  /** Only voices of the device: others send every word to a server. */
  function voice() {
    const own = (globalThis.speechSynthesis?.getVoices() ?? []).filter((one) => one.localService);
    const speaks = (/** @type {SpeechSynthesisVoice} */ one) => one.lang.toLowerCase().replace("_", "-");
    const wanted = language.toLowerCase();
    return own.find((one) => speaks(one) === wanted) ?? own.find((one) => speaks(one).startsWith(wanted.slice(0, 2)));
  }

  /** Say it, in the place of what is still being said. @param {string} words */
  function speak(words) {
    const found = options.chosen("voice") && voice();
    if (!found) return;
    speechSynthesis.cancel();
    spoken = Object.assign(new SpeechSynthesisUtterance(words), { voice: found, lang: found.lang, rate: 0.95 });
    speechSynthesis.speak(spoken);
  }

  const hush = () => globalThis.speechSynthesis?.cancel();

  /** Called in a press of a button: only there may a phone begin to make sounds, and again after a call. */
  function unlock() {
    if (!options.chosen("sound") || !globalThis.AudioContext) return;
    sound ??= new AudioContext();
    if (sound.state !== "running") sound.resume().catch(() => {});
  }

  /** The sound of a moment, if it has one. @param {string} kind */
  function beep(kind) {
    if (!PITCH[kind] || !options.chosen("sound") || sound?.state !== "running") return;
    const [pitch, times] = PITCH[kind];
    for (let time = 0; time < times; time += 1) tone(sound, pitch, sound.currentTime + time * 0.28);
  }

  /** @param {AudioContext} context @param {number} frequency @param {number} from */
  function tone(context, frequency, from) {
    const source = new OscillatorNode(context, { frequency, type: "sine" });
    const soft = new GainNode(context, { gain: 0 });
    soft.gain.setValueAtTime(0, from);
    soft.gain.linearRampToValueAtTime(0.18, from + 0.03);
    soft.gain.exponentialRampToValueAtTime(0.001, from + 0.24);
    source.connect(soft).connect(context.destination);
    source.start(from);
    source.stop(from + 0.26);
  }

  self.plans.hearing = { prepare, speak, hush, unlock, beep };
})();
