using System.Text.Json.Nodes;
using Sandbox.Shipped;

namespace Sandbox.Core.Tests.Shipped;

/// <summary>What a release says that it ships: packages with code in it, each with a licence that may be; else there is no release.</summary>
public sealed class ShippedTests : IDisposable
{
    private readonly string _packages = Directory.CreateTempSubdirectory("sandbox-shipped-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_packages, recursive: true);

    [Fact]
    public void A_package_without_code_for_the_machine_is_not_shipped()
    {
        Put("Some.Code", "1.2.3", "<license type=\"expression\">MIT</license><copyright>Some One</copyright>");
        PutRuntime();
        IReadOnlyList<Package> shipped = Assets.Shipped(Restored("""
            "Some.Code/1.2.3": { "type": "package", "runtime": { "lib/net10.0/Some.Code.dll": {} } },
            "Only.For.Builds/1.0.0": { "type": "package", "build": { "build/x.targets": {} } },
            "Nothing.Here/1.0.0": { "type": "package", "runtime": { "lib/net10.0/_._": {} } },
            "Sandbox.Core/0.1.0": { "type": "project", "runtime": { "bin/placeholder/Sandbox.Core.dll": {} } }
            """), _packages);

        Assert.Equal(["Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64 10.0.12", "Some.Code 1.2.3"], shipped.Select(one => $"{one.Name} {one.Version}"));
        string notices = Notices.Of(shipped);
        Assert.Contains("Some.Code 1.2.3\n  Licence:   MIT\n  Copyright: Some One\n", notices);
        Assert.Contains("Permission is hereby granted, free of charge", notices);
        Assert.DoesNotContain("Redistribution and use", notices);
    }

    [Theory]
    [InlineData("<license type=\"expression\">GPL-3.0-only</license><copyright>X</copyright>", "expected one of the licences BSD-2-Clause, MIT, got GPL-3.0-only")]
    [InlineData("<license type=\"file\">LICENSE.txt</license><copyright>X</copyright>", "expected one of the licences BSD-2-Clause, MIT, got LICENSE.txt")]
    [InlineData("<copyright>X</copyright>", "expected one of the licences BSD-2-Clause, MIT, got none")]
    [InlineData("<license type=\"expression\">MIT</license>", "it names neither copyright nor authors")]
    public void A_package_that_may_not_be_shipped_ends_the_release(string described, string problem)
    {
        Put("Some.Code", "1.2.3", described);
        PutRuntime();
        JsonObject restored = Restored("\"Some.Code/1.2.3\": { \"type\": \"package\", \"native\": { \"runtimes/linux-x64/native/some.so\": {} } }");

        Assert.Equal($"Some.Code 1.2.3: {problem}", Assert.Throws<ShippedException>(() => Assets.Shipped(restored, _packages)).Message);
    }

    [Fact]
    public void The_bill_names_the_program_and_its_runtime_and_nothing_of_who_made_it_when()
    {
        Put("Some.Code", "1.2.3", "<license type=\"expression\">MIT</license><authors>Some One</authors>");
        PutRuntime();
        IReadOnlyList<Package> shipped = Assets.Shipped(Restored("\"Some.Code/1.2.3\": { \"type\": \"package\", \"runtime\": { \"lib/Some.Code.dll\": {} } }"), _packages);
        JsonObject bill = MadeBill("pkg:nuget/Some.Code@1.2.3");
        Bill.Complete(bill, shipped, "0.1.0", "abc", DateTimeOffset.FromUnixTimeSeconds(86400));

        Assert.Equal("1970-01-02T00:00:00Z", (string?)bill["metadata"]!["timestamp"]);
        Assert.Equal("pkg:generic/sandbox@0.1.0", (string?)bill["metadata"]!["component"]!["purl"]);
        Assert.Equal(["pkg:nuget/Some.Code@1.2.3", "pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@10.0.12"], bill["components"]!.AsArray().Select(one => (string?)one!["purl"]));
        Assert.Equal("pkg:generic/sandbox@0.1.0", (string?)bill["dependencies"]![0]!["ref"]);
        Assert.Equal(2, bill["dependencies"]![0]!["dependsOn"]!.AsArray().Count);

        ShippedException lacking = Assert.Throws<ShippedException>(() => Bill.Complete(MadeBill("pkg:nuget/Another@1.0.0"), shipped, "0.1.0", "abc", default));
        Assert.Equal("the bill of materials lacks Some.Code 1.2.3, which is shipped", lacking.Message);
    }

    private static JsonObject MadeBill(string component) => JsonNode.Parse($$"""
        {
          "bomFormat": "CycloneDX",
          "metadata": { "timestamp": "2020-01-01T00:00:00Z", "component": { "bom-ref": "Tui@0.0.0", "name": "Tui" } },
          "components": [ { "purl": "{{component}}" } ],
          "dependencies": [ { "ref": "Tui@0.0.0", "dependsOn": [ "{{component}}" ] } ]
        }
        """)!.AsObject();

    private static JsonObject Restored(string packages) => JsonNode.Parse($$"""
        {
          "targets": { "net10.0": {}, "net10.0/linux-x64": { {{packages}} } },
          "project": { "frameworks": { "net10.0": { "downloadDependencies": [
            { "name": "Microsoft.AspNetCore.App.Runtime.linux-x64", "version": "[10.0.12, 10.0.12]" },
            { "name": "Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64", "version": "[10.0.12, 10.0.12]" } ] } } }
        }
        """)!.AsObject();

    private void PutRuntime() =>
        Put("Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64", "10.0.12", "<license type=\"expression\">MIT</license><copyright>The makers of .NET</copyright>");

    private void Put(string name, string version, string described)
    {
        string folder = Path.Combine(_packages, name.ToLowerInvariant(), version);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec"),
            $"<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>{name}</id><version>{version}</version>{described}</metadata></package>");
    }
}
