using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>Programs of runtimes with threads of their own, each of which starts three shells and says itself how these ended; and programs with a privilege.</summary>
public class LanguagesTests
{
    private const string Go = """
        package main

        import (
            "fmt"
            "os"
            "os/exec"
            "sync"
        )

        func main() {
            var all sync.WaitGroup
            results := make([]string, 3)
            for i, line := range []string{"exit 0", "exit 3", "kill -SEGV $$"} {
                all.Add(1)
                go func(i int, line string) {
                    defer all.Done()
                    results[i] = fmt.Sprint(exec.Command("sh", "-c", line).Run())
                }(i, line)
            }
            all.Wait()
            fmt.Println(results)
            os.Exit(5)
        }
        """;

    private const string Rust = """
        use std::os::unix::process::ExitStatusExt;
        use std::process::Command;
        use std::thread;

        fn main() {
            let workers: Vec<_> = ["exit 0", "exit 3", "kill -SEGV $$"]
                .into_iter()
                .map(|line| thread::spawn(move || Command::new("sh").arg("-c").arg(line).status().unwrap()))
                .collect();
            let raw: Vec<i32> = workers.into_iter().map(|worker| worker.join().unwrap().into_raw() & 0xff7f).collect();
            println!("{:?}", raw);
            std::process::exit(5);
        }
        """;

    [Theory]
    [InlineData("worker.go", Go, "go build -o worker worker.go", "[<nil> exit status 3 signal: segmentation fault")]
    [InlineData("worker.rs", Rust, "rustc --edition 2021 -o worker worker.rs", "[0, 768, 11]")]
    public async Task Threads_of_a_runtime_start_processes_and_wait_for_them(string name, string source, string compiler, string says)
    {
        string folder = TestFolders.Create();
        await File.WriteAllTextAsync(Path.Combine(folder, name), source, TestContext.Current.CancellationToken);
        SandboxProgram there = new()
        {
            Directory = folder,
            Variables = new Dictionary<string, string?>
            {
                ["GOCACHE"] = $"{folder}/cache",
                ["GOPATH"] = $"{folder}/go",
                ["GO111MODULE"] = "off",
                // The packages of the system first: others may be stubs that get a compiler when they are called.
                ["PATH"] = $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}",
            },
            Timeout = TimeSpan.FromMinutes(2),
        };
        (await (there with { Program = "sh" }).RunWith("-c", compiler)).AssertExit(0);

        Finished finished = (await there.RunWith("trace", "--json", "--", "./worker")).AssertExit(0);

        Assert.StartsWith(says, finished.Error, StringComparison.Ordinal);
        JsonElement[] processes = finished.Json.Processes();
        Assert.Equal(0x500, processes[0].Raw());
        Assert.NotEmpty(processes[0].GetProperty("threads").EnumerateArray());
        Assert.Equal([0, 0x0b, 0x300], processes[1..].Select(process => process.Raw() & 0xff7f).Order());
        Assert.All(processes[1..], process => Assert.Equal(("sh", "looked", processes[0].Number("pid")), (process.Text("name"), process.Text("fate"), process.GetProperty("reaped").Number("pid"))));
        Assert.Equal("known", finished.Json.Text("verdict"));
    }

    [Fact]
    public async Task A_set_uid_program_runs_without_its_privilege_and_the_tree_says_so()
    {
        const string Su = "/usr/bin/su";
        SandboxProgram someone = new() { User = new UnprivilegedUser(), Program = UnprivilegedUser.Reachable(SandboxProgram.Location), Directory = "/" };
        Finished finished = (await someone.RunWith("trace", "--no-history", "--", Su, "--version")).AssertExit(0);
        Assert.Contains("exec /usr/bin/su --version; its file is set-uid to user 0, and it runs without that: a traced program gets no privilege", finished.Output, StringComparison.Ordinal);
        // Nobody becomes another user while he is traced.
        Finished asked = await someone.RunWith("trace", "--no-history", "--", Su, "-c", "true", "root");
        Assert.DoesNotContain("exited 0", asked.Output.Split('\n')[0], StringComparison.Ordinal);
    }
}
