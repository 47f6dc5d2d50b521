using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>One value that somebody set for a run, as text, and where.</summary>
/// <param name="Name">The setting's name, as the option without dashes: <c>workers</c>.</param>
/// <param name="Value">The text that was given.</param>
/// <param name="Origin">How messages name the place: <c>--workers</c>, <c>SANDBOX_WORKERS</c>, <c>appsettings.json:4:16</c>.</param>
public sealed record Setting(string Name, string Value, string Origin);

/// <summary>Something wrong with what was asked for.</summary>
/// <param name="Origin">The option, variable or place in a file.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record SpecProblem(string Origin, string Message);

/// <summary>What a person asks for: settings in order, a later one for the same name counts.</summary>
/// <param name="Settings">The settings: built-in defaults, then files, then environment, then options.</param>
public sealed record RunRequest(ImmutableArray<Setting> Settings);
