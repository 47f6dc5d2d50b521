namespace Sandbox.Slow.Tests.Runs;

/// <summary>SIGKILL at a thousand random moments: no file is left in any folder that users share, and no process.</summary>
public class KilledAnywhereTests
{
    // In a mount namespace of its own, so that what is found there in the end was left by nobody else. The program and HOME are seen
    // through other mounts: they may themselves lie in /tmp.
    private const string Kills = """
        mount --bind "$0" /mnt && mount --bind "$HOME" /media && mount -t tmpfs none /tmp && mount -t tmpfs none /dev/shm && mount -t tmpfs none /run || exit 9
        export HOME=/media
        RANDOM=$1
        for ((i = 0; i < 250; i++)); do
            case $((RANDOM % 10)) in
            0) set -- decode 139 ;;
            1) set -- doctor ;;
            2) set -- matrix --models processes --faults none,segfault ;;
            3) set -- record copy-on-write -o "$HOME/demo.cast" ;;
            4) set -- run --model threads --workers 3 --length 30000 --pace 0.02 ;;
            5) set -- run --model spawn --workers 3 --length 30000 --pace 0.02 --fault kill ;;
            6) set -- run --model shared --workers 3 --length 30000 --pace 0.02 --fault corrupt-array ;;
            7) set -- run --model processes --workers 3 --length 30000 --pace 0.02 --fault file-size-limit ;;
            9) set -- run --workers 3 --length 30000 --fault segfault --core --restart 5 ;;
            8) set -- run --workers 3 --length 30000 --fault segfault --restart 5 ;;
            esac
            /mnt/sandbox "$@" >/dev/null 2>&1 &
            sleep "0.$(printf %03d $((RANDOM % 60)))"
            kill -9 $! 2>/dev/null
            wait $! 2>/dev/null
        done
        find /tmp /dev/shm /run -mindepth 1
        echo "kept: $(find "$HOME" -type f | sed "s|^$HOME/||" | sort | tr '\n' ' ')"
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task No_file_and_no_process_is_left(int seed)
    {
        SandboxProgram killing = new() { Program = "unshare", Timeout = TimeSpan.FromMinutes(4), Variables = new Dictionary<string, string?> { ["TMPDIR"] = "/tmp" } };

        Finished finished = await killing.RunWith("-m", "bash", "-c", Kills, Path.GetDirectoryName(SandboxProgram.Beside("sandbox"))!, $"{seed}");

        finished.AssertExit(0);
        Assert.Matches(@"^kept: (\.local/state/sandbox/(history|progress)\.jsonl |demo\.cast )*\n$", finished.Output);
    }
}
