using Sandbox.Core.Kernel.Host;

namespace Sandbox.Host;

/// <summary>
/// The program in which runs take place: the host of a run, one worker of the model <c>spawn</c>, or what
/// a worker has become that called exec. It is a program of its own, so
/// that the process that forks has nothing in it but the core.
/// </summary>
internal static class Program
{
    private static int Main(string[] args) => args switch
    {
        [HostProcess.Verb, ..] => HostProcess.Main(args.AsSpan(1)),
        [RankWorker.Verb, ..] => RankWorker.Main(args.AsSpan(1)),
        [SpawnedWorker.Verb, ..] => SpawnedWorker.Main(args.AsSpan(1)),
        [ReplacedWorker.Verb, _] => ReplacedWorker.Main(args.AsSpan(1)),
        _ => HostProcess.Explain(),
    };
}
