using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>A setting that is one of a few words.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
public sealed class ChoiceSetting<T> : RunSetting<T>
{
    private ImmutableArray<SettingChoice>? _choices;
    private ImmutableArray<string>? _words;

    /// <inheritdoc/>
    public override SettingForm Form => SettingForm.Choice;

    /// <summary>Lists the words; asked when they are needed first.</summary>
    public required Func<ImmutableArray<SettingChoice>> List { get; init; }

    /// <summary>What a word stands for, or <c>null</c>.</summary>
    public required Func<string, (bool Found, T Value)> Find { get; init; }

    /// <summary>The word for a value.</summary>
    public required Func<T, string> Word { get; init; }

    /// <summary>Lists what a shell offers, where that is more than the words.</summary>
    internal Func<ImmutableArray<string>>? Offer { get; init; }

    /// <summary>The command that lists the words with more about each; <c>null</c> where there is none.</summary>
    public string? See { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<SettingChoice> Choices => _choices ??= List();

    /// <inheritdoc/>
    public override ImmutableArray<string> Words => _words ??= [.. Choices.Select(choice => choice.Word)];

    /// <inheritdoc/>
    public override ImmutableArray<string> Completions => Offer?.Invoke() ?? Words;

    /// <inheritdoc/>
    protected override (T Value, string? Problem) Parse(string text, RunCaps caps) =>
        Find(text) is (true, var value) ? (value, null) : (Default, Unknown(text));

    /// <summary>The message for a word that is none of these.</summary>
    public string Unknown(string word) => UnknownWord.Message(Name, word, Words, See);

    /// <inheritdoc/>
    protected override string Text(T value) => Word(value);
}

/// <summary>A setting that is on or off.</summary>
public sealed class SwitchSetting : RunSetting<bool>
{
    /// <summary>The word for a switch that is on.</summary>
    public const string OnWord = "true";

    /// <summary>The word for a switch that is off.</summary>
    public const string OffWord = "false";

    private static readonly ImmutableArray<string> OffAndOn = [OnWord, OffWord];

    /// <inheritdoc/>
    public override SettingForm Form => SettingForm.Switch;

    /// <summary>What it means when it is off.</summary>
    public required string Off { get; init; }

    /// <summary>What it means when it is on.</summary>
    public required string On { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<SettingChoice> Choices => [new(OffWord, Off), new(OnWord, On)];

    /// <inheritdoc/>
    public override ImmutableArray<string> Words => OffAndOn;

    /// <inheritdoc/>
    protected override (bool Value, string? Problem) Parse(string text, RunCaps caps) =>
        text is OnWord or OffWord ? (text == OnWord, null) : (false, UnknownWord.Message(Name, text, Words, see: null));

    /// <inheritdoc/>
    protected override string Text(bool value) => value ? OnWord : OffWord;
}

/// <summary>A setting that is a whole number.</summary>
public sealed class WholeSetting : RunSetting<long>
{
    /// <inheritdoc/>
    public override SettingForm Form => SettingForm.Number;

    /// <summary>The least that it can be.</summary>
    public long Least { get; init; }

    /// <summary>The most that it can be on any machine.</summary>
    public required long Most { get; init; }

    /// <summary>The most that the caps leave of that, and the cap's name; <c>null</c> where no cap speaks of it.</summary>
    internal Func<RunCaps, (long Most, string Name)>? Cap { get; init; }

    /// <inheritdoc/>
    protected override (long Value, string? Problem) Parse(string text, RunCaps caps)
    {
        (long value, string? problem) = WrittenNumber.Whole(text, Least, Most);
        // What is above the cap is no mistake in writing: the machine refuses it, with both numbers.
        if (problem is null || Cap?.Invoke(caps) is not { } cap || cap.Most >= Most)
            return (value, problem);
        return (value, $"{WrittenNumber.Whole(text, Least, cap.Most).Problem} (appsettings.json: {cap.Name})");
    }

    /// <inheritdoc/>
    protected override string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A setting that is a number of seconds.</summary>
public sealed class SecondsSetting : RunSetting<double>
{
    /// <inheritdoc/>
    public override SettingForm Form => SettingForm.Number;

    /// <summary>Whether it can be 0.</summary>
    public bool CanBeZero { get; init; }

    /// <summary>The most that it can be.</summary>
    public required double Most { get; init; }

    /// <inheritdoc/>
    protected override (double Value, string? Problem) Parse(string text, RunCaps caps) => WrittenNumber.Seconds(text, Most, CanBeZero);

    /// <inheritdoc/>
    protected override string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A setting of words that are typed, with a grammar of their own.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
public sealed class TextSetting<T> : RunSetting<T>
{
    /// <inheritdoc/>
    public override SettingForm Form => IsWorkers ? SettingForm.Workers : SettingForm.Text;

    /// <summary>Whether the words name workers.</summary>
    internal bool IsWorkers { get; init; }

    /// <summary>Reads the words, or says what is wrong with them.</summary>
    public required Func<string, (T Value, string? Problem)> Read { get; init; }

    /// <summary>Writes the words.</summary>
    public required Func<T, string> Write { get; init; }

    /// <summary>Words that it can be, for completion.</summary>
    internal ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>Those of them that a shell offers; all where nothing is said.</summary>
    internal ImmutableArray<string>? Offered { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Words => Examples;

    /// <inheritdoc/>
    public override ImmutableArray<string> Completions => Offered ?? Examples;

    /// <inheritdoc/>
    protected override (T Value, string? Problem) Parse(string text, RunCaps caps) => Read(text);

    /// <inheritdoc/>
    protected override string Text(T value) => Write(value);
}
