using System.ComponentModel;
using System.Diagnostics;

namespace LiveShop.Local.Pages;

/// <summary>Builds the pages with npm.</summary>
internal static class WebBuild
{
    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <returns>Null when they are built, else an error message that says what to do.</returns>
    public static async Task<string?> RunAsync(WebFolder web, CancellationToken cancellation)
    {
        try
        {
            // npm writes this file last, so an interrupted installation does not have it.
            var installed = new FileInfo(Path.Combine(web.Path, "node_modules", ".package-lock.json"));
            var wanted = new FileInfo(Path.Combine(web.Path, "package-lock.json"));
            if ((!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
                && await NpmAsync(web, "ci", cancellation) is { } error)
            {
                return error;
            }

            return await NpmAsync(web, "run build", cancellation);
        }
        catch (Win32Exception)
        {
            return "The pages are not built: Node.js 20 or newer with npm was not found. "
                + "Install it from https://nodejs.org and start again; the API runs without it.";
        }
    }

    private static async Task<string?> NpmAsync(WebFolder web, string arguments, CancellationToken cancellation)
    {
        using var npm = Process.Start(new ProcessStartInfo(Npm, arguments)
        {
            WorkingDirectory = web.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellation);
            var errors = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation);
            return npm.ExitCode == 0
                ? null
                : $"The pages are not built: `npm {arguments}` failed in {web.Path}; the API runs without them."
                    + $"{Environment.NewLine}{await output}{await errors}";
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }
}
