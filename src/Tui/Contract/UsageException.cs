using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Contract;

/// <summary>What was asked for is wrong, and nothing was started: exit code 2.</summary>
/// <param name="messages">Every problem, one line each.</param>
internal sealed class UsageException(params ImmutableArray<string> messages) : Exception(string.Join('\n', messages))
{
    public UsageException(IEnumerable<SpecProblem> problems)
        : this([.. SpecProblems.Told(problems).Select(problem => problem.Line)])
    {
    }

    public ImmutableArray<string> Messages { get; } = messages;
}
