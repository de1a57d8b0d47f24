// Coming in.
import { announce, h, heading, knows, tell, word } from "./dom.js";
import { ask, Refused } from "./line.js";

const CODE = 6;

export const tidyCode = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, CODE);

export function joining(app) {
	const { form } = app;
	let code;
	let name;
	let wrong;
	let send;
	let about;
	let hint;
	let asked = "";

	function show() {
		const { hello } = form;
		tell(wrong, form.wrong);
		wrong.hidden = !form.wrong;
		code.setAttribute("aria-invalid", String(form.field === "code"));
		name.setAttribute("aria-invalid", String(form.field === "name"));
		tell(send, word(form.busy ? "joining" : "join"));
		send.setAttribute("aria-disabled", String(Boolean(form.busy)));
		tell(about, hello.title ? word("join_about", hello) : word("join_about_plain"));
		const whose = hello.suggestion ? "name_hint" : "name_hint_own";
		tell(hint, hello.code ? word(whose) + " " + word(hello.open_votes ? "name_hint_open" : "name_hint_secret") : "");
	}

	// What the workshop is called, and a name to be known by, once the code is there.
	async function greet() {
		if (form.code.length !== CODE || asked === form.code) return;
		asked = form.code;
		try {
			const hello = await ask("/api/hello?code=" + encodeURIComponent(form.code));
			form.hello = hello;
			if (hello.suggestion && !form.name) {
				form.name = hello.suggestion;
				name.value = form.name;
			}
			if (!hello.code) refuse("code", word("wrong-code"));
			app.speakAs(hello.language);
			show();
		} catch (error) {
			asked = "";
			if (error instanceof Refused) refuse("code", reason(error));
		}
	}

	function refuse(field, text) {
		form.field = field;
		form.wrong = text;
		show();
		announce(text);
	}

	function reason(error) {
		return knows(error.error) ? word(error.error, { n: error.wait }) : word("not_taken_up");
	}

	async function join(event) {
		event.preventDefault();
		if (form.busy) return;
		form.wrong = form.field = "";
		if (form.code.length !== CODE) {
			refuse("code", word("need_code"));
			code.focus();
			return;
		}
		if (!form.name.trim()) {
			refuse("name", word("need_name"));
			name.focus();
			return;
		}
		form.busy = true;
		show();
		const body = { code: form.code, key: app.key(), name: form.name.trim(), language: document.documentElement.lang };
		try {
			app.joined(await ask("/api/join", body), form.name.trim());
			form.busy = false;
		} catch (error) {
			form.busy = false;
			const refused = error instanceof Refused;
			const field = refused && error.error.indexOf("name") >= 0 ? "name" : error.error === "wrong-code" ? "code" : "";
			refuse(field, refused ? reason(error) : word("unreachable_text"));
			if (field) (field === "name" ? name : code).focus();
		}
	}

	function build() {
		wrong = h("p.wrong", { id: "wrong" });
		about = h("p.quiet");
		hint = h("p.quiet.small", { id: "namehint" });
		code = h("input", {
			type: "text", id: "code", class: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
			maxlength: 12, ".value": form.code, "aria-describedby": "codehint wrong", enterkeyhint: "next",
			oninput: () => { form.code = tidyCode(code.value); greet(); },
			onchange: () => { code.value = form.code; },
		});
		name = h("input", {
			type: "text", id: "name", autocomplete: "nickname", maxlength: 40, ".value": form.name,
			"aria-describedby": "namehint wrong", enterkeyhint: "go", oninput: () => { form.name = name.value; },
		});
		send = h("button", { type: "submit", class: "primary" });
		greet();
		return [h("form", { onsubmit: join, novalidate: true },
			heading(word("join_title")),
			about,
			h("div.field", h("label", { for: "code" }, word("code")), code,
				h("p.quiet.small", { id: "codehint" }, word("code_hint"))),
			h("div.field", h("label", { for: "name" }, word("name")), name, hint),
			h("div.foot", wrong, send, h("p.after.quiet.small", word("join_kept"))))];
	}

	return { key: "join", airy: true, build, update: show };
}
