FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY rolldown.config.ts tsconfig.json ./
COPY playbooks playbooks
COPY src src
RUN npm run build

# The build is a bundle: no node_modules, no npm at run time.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist
COPY LICENSE ./
USER node
EXPOSE 3000
# A kubeconfig whose user runs a credential plugin (aws, gke-gcloud-auth-plugin) needs that program in the image as well.
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
