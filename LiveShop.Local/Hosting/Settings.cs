using Microsoft.Extensions.Options;

namespace LiveShop.Local.Hosting;

internal static class Settings
{
    public static IServiceCollection AddLocalOptions(this IServiceCollection services)
    {
        services.AddOptions<LocalOptions>()
            .BindConfiguration(LocalOptions.Section)
            .Validate(
                options => !options.Origins.Contains(null),
                "LiveShop__AllowedOrigins must hold origins, such as https://shop.example, separated by commas.")
            .ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<LocalOptions>>().Value);
    }

    /// <summary>Validates all settings with <c>ValidateOnStart</c>, before anything uses them.</summary>
    /// <exception cref="StartupException">A setting is wrong.</exception>
    public static void ValidateSettings(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException exception)
        {
            throw new StartupException(string.Join(' ', exception.Failures), exception);
        }
        catch (AggregateException exception)
        {
            throw new StartupException(string.Join(' ', exception.InnerExceptions.Select(inner => inner.Message)), exception);
        }
        catch (InvalidOperationException exception)
        {
            // A value that the configuration binder cannot convert; the message names the setting.
            throw new StartupException(exception.Message, exception);
        }
    }
}
