// Building the page: nothing here ever reads markup, so no text can become any.
import { WORDS } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
let language = "en";

export function speak(code) {
	language = code === "zh" ? code : "en";
	document.documentElement.lang = language;
}

export const spoken = () => language;

// A word of the page with its blanks filled in.
export function word(key, values) {
	const text = WORDS[key][language === "zh" ? 1 : 0];
	return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name]) : text;
}

export const knows = (key) => key in WORDS;

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

export function add(parent, children) {
	children.forEach((child) => {
		if (Array.isArray(child)) add(parent, child);
		else if (child !== null && child !== undefined && child !== false) parent.append(child);
	});
}

export function empty(parent, ...children) {
	parent.textContent = "";
	add(parent, children);
}

export function tell(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

// A drawing in lines, hidden from who listens.
export function drawn(name, box, ...paths) {
	const made = document.createElementNS(SVG, "svg");
	made.setAttribute("class", name);
	made.setAttribute("viewBox", box);
	made.setAttribute("aria-hidden", "true");
	paths.forEach((path) => {
		const line = document.createElementNS(SVG, "path");
		line.setAttribute("d", path);
		made.append(line);
	});
	return made;
}

export const heading = (text, set) => h("h1", Object.assign({ tabindex: "-1" }, set), text);

export const button = (text, press, set) => h("button", Object.assign({ type: "button", onclick: press }, set), text);

// Text of the case, in its own language.
export const told = (tag, text, lang, set) => h(tag, Object.assign({ lang: lang === language ? null : lang }, set), text);

export const key = (letter, full) => h(full ? "span.key.full" : "span.key", letter);

export const percent = (n) => word("percent", { n });

export function clock(seconds) {
	const whole = Math.max(0, Math.ceil(seconds));
	return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
}

export function timeOf(iso) {
	const at = new Date(iso);
	return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

let announcing = 0;

// Say something to who listens; the same words a second time are said again.
export function announce(text) {
	const said = document.getElementById("said");
	said.textContent = "";
	window.clearTimeout(announcing);
	announcing = window.setTimeout(() => { said.textContent = text; }, 60);
}
