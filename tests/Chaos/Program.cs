using System.Globalization;
using Sandbox.Chaos;

// Signals at random moments to whatever process of a run, each round judged by what it leaves. A seed makes the same rounds again.
const string Usage = """
    usage: dotnet run -c release --project tests/Chaos -- [--rounds N] [--seed S] [--round K] [--side N] [--ranks] [--tell]
      --rounds N  go on until so many rounds have hit somebody (default 200)
      --seed S    what they are drawn from (default 1)
      --round K   the round with this number alone
      --side N    how many at a time (default 3)
      --ranks     one run in forty is a job of Open MPI
      --tell      tell of each round, not only of those that went wrong
    It takes root: each round has a /tmp, /var/tmp, /run and /dev/shm of its own.
    exit code: 0 nothing was wrong or left behind, 1 something was, 2 wrong usage
    """;

using StreamWriter output = new(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, ownsHandle: false), FileAccess.Write)), error = new(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(2, ownsHandle: false), FileAccess.Write));

int rounds = 200, seed = 1, side = 3;
int? only = null;
bool tells = false;
for (int at = 0; at < args.Length; at++)
{
    int value = 0;
    bool takes = args[at] is "--rounds" or "--seed" or "--round" or "--side";
    if ((!takes && args[at] is not ("--ranks" or "--tell")) || (takes && (++at == args.Length || !int.TryParse(args[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))))
    {
        error.WriteLine(Usage);
        return 2;
    }
    switch (takes ? args[at - 1] : args[at])
    {
        case "--rounds": rounds = value; break;
        case "--seed": seed = value; break;
        case "--side": side = Math.Max(1, value); break;
        case "--round": only = value; break;
        case "--tell": tells = true; break;
        default: Scene.Ranks = true; break;
    }
}
if (!Environment.IsPrivilegedProcess)
{
    error.WriteLine("chaos: this takes root, for mount namespaces");
    return 2;
}

using TestFolders folders = new();
Rounds played = new(seed, output, tells || only is not null);
// Those that were over before their moment came are none of the rounds.
await Parallel.ForEachAsync(
    only is { } one ? [one] : Enumerable.Range(0, 3 * rounds).TakeWhile(_ => played.Hit < rounds), new ParallelOptions { MaxDegreeOfParallelism = side }, async (number, _) => await played.Play(number));
played.Summarize();
return played.Failed ? 1 : 0;
