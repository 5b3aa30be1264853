using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Jiban.Platform.Files;

/// <summary>The file within a request: the part <c>file</c> of a form, or the body itself.</summary>
/// <param name="DeclaredType">What the sender says it is; null when nothing.</param>
internal sealed record UploadBody(Stream Content, string? DeclaredType)
{
    /// <summary>A picture has at most so many bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>What a form may add around the file.</summary>
    public const int FormBytes = 64 * 1024;

    private const int BoundaryLength = 128;

    /// <summary>Finds the file; null when the form has none.</summary>
    /// <exception cref="InvalidDataException">The form is broken or ends in the middle.</exception>
    public static async Task<UploadBody?> FindAsync(
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
        {
            return new UploadBody(request.Body, PictureType.Declared(request.ContentType));
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= BoundaryLength })
        {
            throw new InvalidDataException("The form has no usable boundary.");
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await NotCutAsync(reader.ReadNextSectionAsync(cancellation)) is { } section)
        {
            if (
                ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part)
                && HeaderUtilities.RemoveQuotes(part.Name) == "file"
            )
            {
                return new UploadBody(section.Body, PictureType.Declared(section.ContentType));
            }
        }

        return null;
    }

    /// <summary>Writes the file to <paramref name="path"/> as it comes; null when it has more than <see cref="MostBytes"/>.</summary>
    public async Task<(long Bytes, byte[] Sha256, byte[] Head)?> SaveAsync(
        string path,
        CancellationToken cancellation
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            await using var file = new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    BufferSize = 0,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            );
            var head = new MemoryStream(PictureType.HeadLength);
            long bytes = 0;
            for (
                int read;
                (read = await NotCutAsync(Content.ReadAsync(buffer, cancellation).AsTask())) > 0;

            )
            {
                bytes += read;
                if (bytes > MostBytes)
                {
                    return null;
                }

                var missing = PictureType.HeadLength - (int)head.Length;
                head.Write(buffer, 0, Math.Min(missing, read));
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Flush(flushToDisk: true);
            return (bytes, hash.GetHashAndReset(), head.ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Faults of what is read become <see cref="InvalidDataException"/>; those of the disk stay what they are.</summary>
    private static async Task<T> NotCutAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }
}
