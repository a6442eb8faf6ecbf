using System.Globalization;
using System.Text;
using LiveShop.Local.Hosting;

namespace LiveShop.Local.FunctionHost;

/// <summary>
/// Keeps in the data folder when each function with a timer trigger last ran, so that a run that was due while the program was
/// not running is made up for at the next start.
/// </summary>
public sealed class TimerRuns(LocalOptions options, TimeProvider clock, ILogger<TimerRuns> logger)
{
    private const string TimeFormat = "O";

    private readonly string folder = Path.Combine(Path.GetFullPath(options.DataDirectory), "timers");

    /// <summary>When the function last ran; at its first start now, so that its first time is not missed either.</summary>
    public DateTimeOffset Last(string function)
    {
        if (Read(function) is { } last)
            return last;

        var now = clock.GetUtcNow();
        Save(function, now);
        return now;
    }

    /// <summary>A failure is only logged, because the timer works without the file while the program runs.</summary>
    public void Save(string function, DateTimeOffset ran)
    {
        try
        {
            PrivateFile.Create(PathOf(function), Encoding.ASCII.GetBytes(ran.ToString(TimeFormat, CultureInfo.InvariantCulture)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(exception, "The last run of {Function} could not be saved", function);
        }
    }

    private DateTimeOffset? Read(string function)
    {
        try
        {
            var text = File.Exists(PathOf(function)) ? File.ReadAllText(PathOf(function)) : "";
            return DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var ran)
                ? ran
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(exception, "The last run of {Function} could not be read", function);
            return null;
        }
    }

    private string PathOf(string function) => Path.Combine(folder, function);
}
