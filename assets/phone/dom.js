// Building the page: nothing here ever reads markup, so no text can become any.
import { WORDS } from "./words.js";

const root = document.documentElement;

export function speak(language) {
	root.lang = language === "zh" ? "zh" : "en";
}

export const spoken = () => root.lang;

export const knows = (name) => name in WORDS;

// A word of the page with its blanks filled in.
export const word = (name, values) =>
	WORDS[name][root.lang === "zh" ? 1 : 0].replace(/\{(\w+)\}/g, (_, blank) => values[blank]);

// An element: its tag with its classes, what is set on it, and what is in it. A name is a property's where it begins with
// a dot, an event's where it begins with "on", else an attribute's; what is false or missing is left out.
export function h(what, ...children) {
	const [tag, ...names] = what.split(".");
	const made = document.createElement(tag);
	if (names.length) made.className = names.join(" ");
	const set = children[0] && children[0].constructor === Object ? children.shift() : {};
	Object.keys(set).forEach((name) => {
		const value = set[name];
		if (value === false || value === null || value === undefined) return;
		if (name[0] === ".") made[name.slice(1)] = value;
		else if (name.slice(0, 2) === "on") made.addEventListener(name.slice(2), value);
		else made.setAttribute(name, value === true ? "" : value);
	});
	add(made, children);
	return made;
}

function add(parent, children) {
	children.forEach((child) => {
		if (Array.isArray(child)) add(parent, child);
		else if (child || child === "") parent.append(child);
	});
}

export function fill(parent, ...children) {
	parent.textContent = "";
	add(parent, children);
}

export function tell(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

export const heading = (text, set) => h("h1", Object.assign({ tabindex: -1 }, set), text);

export const button = (text, press, set) => h("button", Object.assign({ type: "button", onclick: press }, set), text);

// Text of the case, in its own language.
export const told = (tag, text, lang, set) => h(tag, Object.assign({ lang: lang === root.lang ? null : lang }, set), text);

export const key = (letter, full) => h(full ? "span.key.full" : "span.key", letter);

export const percent = (n) => word("percent", { n });

const two = (n) => String(n).padStart(2, "0");

export function clock(seconds) {
	const whole = Math.max(0, Math.ceil(seconds));
	return Math.floor(whole / 60) + ":" + two(whole % 60);
}

export function timeOf(iso) {
	const at = new Date(iso);
	return [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":");
}

let announcing = 0;

// Say something to who listens; the same words a second time are said again.
export function announce(text) {
	const said = document.getElementById("said");
	said.textContent = "";
	clearTimeout(announcing);
	announcing = setTimeout(() => tell(said, text), 60);
}
