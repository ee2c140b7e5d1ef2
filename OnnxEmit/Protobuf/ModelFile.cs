namespace OnnxEmit.Protobuf;

/// <summary>Writes a model to a path: beside it first and then renamed, so that a failure leaves what was there.</summary>
internal static class ModelFile
{
    public static void Save(OnnxModel model, string path, long largestInside)
    {
        string full = Path.GetFullPath(path), data = full + ".data";
        ExternalDataWriter? external = ModelWriter.InlineSize(model) > largestInside ? new(Location(path, data)) : null;
        List<Replacement> files = [];
        try
        {
            Replacement main = new(full);
            files.Add(main);
            using (FileStream stream = main.Open())
                ModelWriter.Write(model, stream, external);
            if (external is not null)
            {
                Replacement outside = new(data);
                files.Insert(0, outside);              // in place before the model that refers to it
                using FileStream stream = outside.Open();
                external.WriteTo(stream);
            }

            foreach (Replacement file in files)
                file.Commit(last: file == files[^1]);
            files.ForEach(file => file.Finish());
        }
        catch (Exception e)
        {
            for (int i = files.Count - 1; i >= 0; i--)
                files[i].Undo();
            if (e is not (IOException or UnauthorizedAccessException))
                throw;
            throw new ModelFormatException(
                $"Saving to '{path}'", "a folder that can be written to", e.Message.TrimEnd('.'), "What was there before is unchanged.", e);
        }
    }

    // What readers refuse for good reasons is not written.
    private static string Location(string path, string data) =>
        ContainedFile.Steps(Path.GetFileName(data)) is [var name] ? name : throw new ModelFormatException(
            $"Saving to '{path}'", "a file name without ':' and '\\' where its tensors go to a file beside it",
            $"'{Path.GetFileName(path)}'", "Choose another name.");

    /// <summary>One file on its way: written beside its place, moved there, and put back where a later one fails.</summary>
    private sealed class Replacement(string path)
    {
        private readonly string unique = $"{path}.{Guid.NewGuid():N}";
        private bool written;
        private bool kept;
        private bool committed;

        private string Fresh => unique + ".tmp";

        private string Old => unique + ".old";

        public FileStream Open()
        {
            FileStream stream = new(Fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            written = true;
            return stream;
        }

        // Nothing can fail after the last one, so that it replaces in one step; what comes before keeps the old file until then.
        public void Commit(bool last)
        {
            if (!last && Path.Exists(path))
            {
                File.Move(path, Old);
                kept = true;
            }

            File.Move(Fresh, path, overwrite: last);
            committed = !last;
        }

        public void Finish()
        {
            if (kept)
                Quietly(() => File.Delete(Old));
        }

        public void Undo()
        {
            if (kept)
                Quietly(() => File.Move(Old, path, overwrite: true));
            else if (committed)
                Quietly(() => File.Delete(path));
            if (written)
                Quietly(() => File.Delete(Fresh));
        }

        // The first failure is the one to report.
        private static void Quietly(Action action)
        {
            try
            {
                action();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}
