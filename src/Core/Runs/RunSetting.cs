using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>How a setting is filled: what it is in JSON, and what kind of field it has on the form.</summary>
public enum SettingForm
{
    /// <summary>One word of a list; a text in JSON.</summary>
    Choice,

    /// <summary>On or off: an option without a value; <c>true</c> or <c>false</c> in JSON.</summary>
    Switch,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Words that are typed; a text in JSON.</summary>
    Text,

    /// <summary>Workers by their indices, or a word for them; in JSON a number, a list of numbers or a text.</summary>
    Workers,
}

/// <summary>One word that a setting can be.</summary>
/// <param name="Word">The word.</param>
/// <param name="Meaning">What it means, the most important first.</param>
public sealed record SettingChoice(string Word, string Meaning);

/// <summary>
/// One thing that can be set for a run. It is all that anybody knows of it: the option, the variable, the key of the settings file, the
/// word on the host's command line, the field of the form, the row of a comparison, help and completion are made from this.
/// <see cref="RunSettings"/> lists them.
/// </summary>
public abstract class RunSetting
{
    /// <summary>Its name: the option without dashes.</summary>
    public required string Name { get; init; }

    /// <summary>What its field on the form is called, which has room for eight letters.</summary>
    public string Label { get => field ?? Name; init; }

    /// <summary>What stands for its value in help: <c>NAME[:ARG]</c>; empty for a switch.</summary>
    public string Value { get; init; } = "";

    /// <summary>What it is, in one line, with the default; empty for what is no option.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What it is, in one line beside its field on the form.</summary>
    public required string Meaning { get; init; }

    /// <summary>How it is filled.</summary>
    public abstract SettingForm Form { get; }

    /// <summary>Its place on the form; those without one come last, in the order of <see cref="RunSettings.All"/>.</summary>
    public int Place { get; init; } = int.MaxValue;

    /// <summary>Whether a lesson's file may set it: not what names a file of the machine.</summary>
    public bool InLessons { get; init; } = true;

    /// <summary>How much one step on the form adds to a number.</summary>
    public decimal Step { get; init; } = 1;

    /// <summary>Its key among the words of <see cref="RunSpecText"/>.</summary>
    internal string Key { get => field ?? Name; init; }

    /// <summary>The setting whose text it is the last part of, behind a colon; <c>null</c> for one with an option of its own.</summary>
    public RunSetting? Whole { get; init; }

    /// <summary>What its value can be, with the meaning of each; empty where that cannot be listed.</summary>
    public virtual ImmutableArray<SettingChoice> Choices => [];

    /// <summary>Words that its value can be, alone or among others; empty for a number.</summary>
    public virtual ImmutableArray<string> Words => [];

    /// <summary>The words that a shell offers for its value.</summary>
    public virtual ImmutableArray<string> Completions => Words;

    /// <summary>
    /// The setting, and the word of it, that this is another word for; <c>null</c> for one of its own. Such a one is an option, a variable
    /// and a key of files, and nothing else: what it says is said of that setting.
    /// </summary>
    public (RunSetting Setting, string Word)? OtherWordFor { get; init; }

    /// <summary>A setting by whose value this one means nothing, and why, from that value; <c>null</c> where it needs no other.</summary>
    public (RunSetting Setting, Func<string, string?> Idle)? Needs { get; init; }

    /// <summary>Why it means nothing with a fault; <c>null</c> where it means something. The fault is <c>null</c> where that is none.</summary>
    public Func<Fault?, string?> Idle { get; init; } = _ => null;

    /// <summary>What it is where nobody says otherwise; empty where that depends on the others.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The option: <c>--workers</c>.</summary>
    public string Option => $"--{Name}";

    /// <summary>The environment variable: <c>SANDBOX_WORKERS</c>.</summary>
    public string Variable => $"SANDBOX_{Name.ToUpperInvariant().Replace('-', '_')}";

    /// <summary>Whether it is on or off: an option without a value, otherwise <c>true</c> or <c>false</c>.</summary>
    public bool IsSwitch => Form == SettingForm.Switch;

    /// <summary>What its value looks like in JSON, for messages: <c>a number</c>.</summary>
    public string JsonForm => Form switch
    {
        SettingForm.Workers => "an index, a list of indices, \"last\" or \"all\"",
        SettingForm.Switch => "true or false",
        SettingForm.Number => "a number",
        _ => "a text in quotes",
    };

    /// <summary>Whether its value in a file can have a shape; <see cref="JsonForm"/> says which.</summary>
    public bool Takes(JsonShape shape) => (shape, Form) switch
    {
        (JsonShape.Number, SettingForm.Number or SettingForm.Workers) => true,
        (JsonShape.Text, SettingForm.Choice or SettingForm.Text or SettingForm.Workers) => true,
        (JsonShape.Switch, SettingForm.Switch) => true,
        (JsonShape.List, SettingForm.Workers) => true,
        _ => false,
    };

    /// <summary>The one way to write what it is in a spec; empty where it is nothing there.</summary>
    public abstract string TextIn(RunSpec spec);

    /// <summary>What it would be in a spec if nobody set it, as the settings before it are there.</summary>
    internal abstract string ImpliedTextIn(RunSpec spec);

    /// <summary>A spec with what a text means, or with the default where there is none; and what is wrong with that.</summary>
    /// <param name="soFar">The spec with all settings that come before this one.</param>
    /// <param name="text">What somebody gave; <c>null</c> where nobody did.</param>
    /// <param name="caps">The most that a run may take.</param>
    internal abstract (RunSpec Spec, string? Problem) Resolve(RunSpec soFar, string? text, RunCaps caps);

    /// <summary>A spec with what <see cref="TextIn"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write that.</exception>
    internal abstract RunSpec Restore(RunSpec soFar, string text);
}

/// <summary>A setting whose value has a type.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class RunSetting<T> : RunSetting
{
    /// <summary>What it is where nobody says otherwise.</summary>
    public required T Default { get; init; }

    /// <inheritdoc/>
    public override string DefaultText => Text(Default);

    /// <summary>Takes the value out of a spec.</summary>
    public required Func<RunSpec, T> Get { get; init; }

    /// <summary>Puts a value into a spec.</summary>
    public required Func<RunSpec, T, RunSpec> Set { get; init; }

    /// <summary>
    /// What a value amounts to beside the settings before it, and why it cannot be there. A spec says what is in effect: a switch that means
    /// nothing is off in it.
    /// </summary>
    internal Func<RunSpec, T, RunCaps, (T Value, string? Problem)> Fit { get; init; } = (_, value, _) => (value, null);

    /// <inheritdoc/>
    public override string TextIn(RunSpec spec) => Text(Get(spec));

    /// <summary>The value that a text means, and what is wrong with the text.</summary>
    protected abstract (T Value, string? Problem) Parse(string text, RunCaps caps);

    /// <summary>The one way to write a value.</summary>
    protected abstract string Text(T value);

    internal override string ImpliedTextIn(RunSpec spec) => TextIn(Set(spec, Fit(spec, Default, RunCaps.None).Value));

    internal override (RunSpec Spec, string? Problem) Resolve(RunSpec soFar, string? text, RunCaps caps)
    {
        (T value, string? problem) = text is null ? (Default, null) : Parse(text, caps);
        // What follows is held against the default then, and against nothing where nobody knows which word was meant.
        if (problem is not null)
            return (Form == SettingForm.Choice ? soFar : Set(soFar, Default), problem);
        (value, problem) = Fit(soFar, value, caps);
        return (Set(soFar, value), problem);
    }

    internal override RunSpec Restore(RunSpec soFar, string text) =>
        Parse(text, RunCaps.None) is { Problem: null, Value: var value } ? Set(soFar, value) : throw new FormatException($"{Key}={text}");
}
