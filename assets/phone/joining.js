// Coming in.
import { announce, h, heading, knows, spoken, tell, word } from "./dom.js";
import { ask } from "./line.js";

const CODE = 6;

export const tidyCode = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, CODE);

export function joining(app) {
	const { form } = app;
	const wrong = h("p.wrong", { id: "wrong" });
	const about = h("p.quiet");
	const hint = h("p.quiet.small", { id: "name-hint" });
	const send = h("button.primary", { type: "submit" });
	const code = h("input.code", {
		type: "text", id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 12,
		".value": form.code, "aria-describedby": "code-hint wrong",
		oninput: () => { form.code = tidyCode(code.value); greet(); },
	});
	const name = h("input", {
		type: "text", id: "name", autocomplete: "nickname", maxlength: 40, ".value": form.name,
		"aria-describedby": "name-hint wrong", oninput: () => { form.name = name.value; },
	});
	let asked = "";

	function update() {
		const { hello } = form;
		tell(wrong, form.wrong);
		wrong.hidden = !form.wrong;
		code.setAttribute("aria-invalid", String(form.field === code));
		name.setAttribute("aria-invalid", String(form.field === name));
		tell(send, word(form.busy ? "sending" : "join"));
		tell(about, hello.title ? word("join_about", hello) : "");
		tell(hint, hello.code ? (hello.suggestion ? word("hint_made") + " " : hello.listed ? word("hint_list") + " " : "") + word(hello.open_votes ? "hint_open" : "hint_secret") : "");
	}

	function refuse(text, field) {
		Object.assign(form, { wrong: text, field, busy: false });
		update();
		announce(text);
		if (field) field.focus();
	}

	const reason = ({ error, wait }) =>
		word(!error ? "unreachable_text" : knows(error) ? error : "busy", { n: wait });

	// Its title, and a name for you.
	async function greet() {
		if (form.code.length !== CODE || asked === form.code) return;
		asked = form.code;
		try {
			const hello = await ask("/api/hello?code=" + form.code);
			form.hello = hello;
			if (!form.name) form.name = name.value = hello.suggestion || "";
			app.speakAs(hello.language);
			if (!hello.code) refuse(word("wrong-code"), code);
			update();
		} catch (error) {
			asked = "";
			if (error.error) refuse(reason(error), code);
		}
	}

	async function join(event) {
		event.preventDefault();
		if (form.busy) return;
		if (form.code.length !== CODE) return refuse(word("code_hint"), code);
		if (!form.name.trim()) return refuse(word("name-unusable"), name);
		Object.assign(form, { wrong: "", field: null, busy: true });
		update();
		try {
			const view = await ask("/api/join", { code: form.code, key: app.key(), name: form.name, language: spoken() });
			form.busy = false;
			app.joined(view);
		} catch (error) {
			const what = error.error || "";
			refuse(reason(error), what === "wrong-code" ? code : /^n/.test(what) ? name : null);
		}
	}

	return {
		airy: true,
		key: "join",
		update,
		build() {
			greet();
			return h("form", { onsubmit: join, novalidate: true },
				heading(word("join_title")),
				about,
				h("div.field", h("label", { for: "code" }, word("code")), code,
					h("p.quiet.small", { id: "code-hint" }, word("code_hint"))),
				h("div.field", h("label", { for: "name" }, word("name")), name, hint),
				h("div.foot", wrong, send), h("p.after.quiet.small", word("join_kept")));
		},
	};
}
