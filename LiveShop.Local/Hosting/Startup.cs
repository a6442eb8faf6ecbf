using System.Net.Sockets;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Local.Pages;
using LiveShop.Local.SignIn;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace LiveShop.Local.Hosting;

/// <summary>Runs the program. What the user has to fix before it can start is one line on standard error, with exit code 1.</summary>
internal static class Startup
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = LocalApp.Build(args);
            OpenStore(app);
            await BuildPagesAsync(app);
            await ListenAsync(app);
            PrintAddresses(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception exception) when (MessageFor(exception) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return Failed;
        }
    }

    // Opened before the pages are built, so that a problem is reported at once.
    private static void OpenStore(WebApplication app)
    {
        app.Services.GetService<DataFolder>();
        app.Services.GetRequiredService<ILiveStreamStore>();

        // These create their files in the data folder, so the folder has to be locked for this process first.
        app.Services.GetRequiredService<InstallationKey>();
        app.Services.GetRequiredService<InstanceId>();
    }

    private static async Task BuildPagesAsync(WebApplication app)
    {
        var options = app.Services.GetRequiredService<LocalOptions>();
        if (!options.BuildPages || WebFolder.Find(options.WebDirectory) is not { } web || !web.IsMissingOrStale())
            return;

        using var interrupted = new CancellationTokenSource();
        void Interrupt(object? sender, ConsoleCancelEventArgs pressed)
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        }

        Console.CancelKeyPress += Interrupt;
        Console.WriteLine("Building the pages; the first time npm also fetches what they need, which can take minutes …");
        try
        {
            if (await WebBuild.RunAsync(web, interrupted.Token) is { } problem)
                await Console.Error.WriteLineAsync(problem);
        }
        finally
        {
            Console.CancelKeyPress -= Interrupt;
        }
    }

    // Kestrel throws various exceptions for an address that is invalid or cannot be bound.
    private static async Task ListenAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartupException(
                $"{exception.Message.TrimEnd('.')}. Stop the other program, or choose another port: --urls http://localhost:7072",
                exception);
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException or InvalidOperationException)
        {
            var urls = app.Configuration[WebHostDefaults.ServerUrlsKey];
            throw new StartupException($"LiveShop cannot listen on {urls}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    private static void PrintAddresses(WebApplication app)
    {
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"""

            LiveShop is running. Ctrl-C stops it.
              Admin      {url}/admin
              Customer   {url}/live/demo
              API        {url}/docs

            """);
    }

    private static string? MessageFor(Exception exception) => exception switch
    {
        DataFolderException or StartupException => exception.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        OperationCanceledException => "Stopped before it had started.",
        _ => null,
    };
}
