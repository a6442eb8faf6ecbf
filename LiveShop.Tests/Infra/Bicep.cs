using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace LiveShop.Tests.Infra;

/// <summary>The Bicep compiler: the one of the NuGet package, or the one that <c>BicepPath</c> named when the tests were built.</summary>
internal static class Bicep
{
    private static readonly string Compiler =
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "BicepPath").Value ?? "";

    /// <exception cref="PlatformNotSupportedException">There is no compiler for this machine.</exception>
    public static Task<BicepResult> RunAsync(params string[] arguments) => RunAsync(Compiler, arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<BicepResult> RunAsync(string compiler, string[] arguments)
    {
        if (!File.Exists(compiler))
        {
            throw new PlatformNotSupportedException(
                $"The tests bring a Bicep compiler for linux-x64 only, and this is {RuntimeInformation.RuntimeIdentifier}. "
                + "Install Bicep and build the tests with the environment variable BicepPath set to it.");
        }

        var start = new ProcessStartInfo(compiler, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var bicep = Process.Start(start)!;
        var output = bicep.StandardOutput.ReadToEndAsync();
        var errors = bicep.StandardError.ReadToEndAsync();
        await bicep.WaitForExitAsync();
        return new BicepResult(bicep.ExitCode, await output, await errors);
    }
}

internal sealed record BicepResult(int ExitCode, string Output, string Errors)
{
    /// <summary>No error and no warning: <c>bicep build</c> exits with 0 on warnings, and a misspelt property is only that.</summary>
    public bool Succeeded => ExitCode == 0 && Errors.Length == 0;

    /// <exception cref="InvalidDataException">The compiler complained.</exception>
    public string RequireOutput() => Succeeded ? Output : throw new InvalidDataException($"bicep ended with {ExitCode}: {Errors}");
}
